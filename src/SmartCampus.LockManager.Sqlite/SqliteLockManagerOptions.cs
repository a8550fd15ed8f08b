namespace SmartCampus.Locking;

/// <summary>How a <see cref="SqliteLockManager"/> works. Only <see cref="Path"/> must be set.</summary>
public sealed record SqliteLockManagerOptions
{
    /// <summary>
    /// The lock file, created when missing; its folder must exist and be a local one. All processes that share locks name the same file. It must not be
    /// the file of an event store, which has a writer of its own. SQLite keeps two more files beside it, with <c>-wal</c> and <c>-shm</c> added to the name.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>How long to wait for another process that is writing; 0 to 10 minutes, 2 seconds by default.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How often to look for what other processes did, only while somebody waits for their locks or holds one that they could break;
    /// 1 ms to 25 ms, since a turn is kept for 50 ms; 10 ms by default. Right after something happened it is looked for every millisecond.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// The clock; the system's by default. Leases are measured by <see cref="TimeProvider.GetTimestamp"/>, which must be the same for all processes that use
    /// the file, as the system's is on one machine.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Which start of the machine the clock counts from; null, the default, asks the system. Leases of another start are over. Set it, the same for
    /// all processes, where the system cannot tell or where <see cref="TimeProvider"/> is a clock of your own.
    /// </summary>
    public string? BootId { get; init; }

    /// <summary>Counts what happens; null, the default, for <see cref="LockMetrics.Shared"/>.</summary>
    public LockMetrics? Metrics { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        if (Path.StartsWith(':')) throw new ArgumentException($"'{Path}' is no file. Use InProcessLockManager for locks in memory.", nameof(Path));
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (BootId is not null) ArgumentException.ThrowIfNullOrWhiteSpace(BootId, nameof(BootId));
        Within(BusyTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(BusyTimeout));
        Within(PollInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(25), nameof(PollInterval));
    }

    private static void Within(TimeSpan value, TimeSpan lowest, TimeSpan highest, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest, name);
    }
}
