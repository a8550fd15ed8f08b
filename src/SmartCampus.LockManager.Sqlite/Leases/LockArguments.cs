namespace SmartCampus.Locking;

/// <summary>Refuses what the contract does not allow.</summary>
internal static class LockArguments
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10), Longest = TimeSpan.FromDays(1);

    public static void Check(string resourceId, string owner, LockOptions options)
    {
        CheckName(resourceId, nameof(resourceId));
        CheckName(owner, nameof(owner));
        CheckLease(options.Lease);
        if (options.WaitTimeout == Timeout.InfiniteTimeSpan) return;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.WaitTimeout, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.WaitTimeout, Longest, nameof(options));
    }

    public static void CheckName(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 200, parameter);
    }

    public static void CheckLease(TimeSpan lease)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lease, Shortest);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lease, Longest);
    }
}
