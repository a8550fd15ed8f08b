namespace SmartCampus.Locking;

/// <summary>How long a lock is held and waited for.</summary>
public sealed record LockOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>A lease of 30 seconds that is not renewed, and a wait of at most 10 seconds.</summary>
    public static LockOptions Default { get; } = new();

    /// <summary>How long the lease lasts unless it is extended; 10 ms to 1 day, 30 seconds by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public TimeSpan Lease
    {
        get;
        init => field = CheckLease(value, nameof(Lease));
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long to wait for the lock; 10 seconds by default. Zero does not wait, <see cref="Timeout.InfiniteTimeSpan"/> waits without end,
    /// otherwise at most 1 day.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public TimeSpan WaitTimeout
    {
        get;
        init
        {
            if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value > Longest))
                throw new ArgumentOutOfRangeException(nameof(WaitTimeout), value, "A wait is zero to 1 day, or Timeout.InfiniteTimeSpan.");
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the lease is extended by itself whenever a third of it has passed; false by default.</summary>
    public bool AutoRenew { get; init; }

    internal static TimeSpan CheckLease(TimeSpan lease, string name) => lease >= TimeSpan.FromMilliseconds(10) && lease <= Longest
        ? lease
        : throw new ArgumentOutOfRangeException(name, lease, "A lease lasts 10 ms to 1 day.");
}
