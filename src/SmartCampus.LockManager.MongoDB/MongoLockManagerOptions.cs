namespace SmartCampus.Locking;

/// <summary>How a <see cref="MongoLockManager"/> works. <see cref="ConnectionString"/> and <see cref="Database"/> must be set.</summary>
public sealed record MongoLockManagerOptions
{
    /// <summary>
    /// Where the replica set is, as <c>mongodb://db1,db2,db3/?replicaSet=rs0</c>; version 4.4.2 or later, not through mongos. It must not ask for
    /// less than the locks need: no other <c>w</c> than <c>majority</c>, no <c>journal=false</c>, no reads from secondaries, no <c>retryWrites=false</c>.
    /// </summary>
    public required string ConnectionString { get; init; }

    /// <summary>The database; all processes that share locks name the same one.</summary>
    public required string Database { get; init; }

    /// <summary>The collection; <c>locks</c> by default.</summary>
    public string Collection { get; init; } = "locks";

    /// <summary>
    /// How often to look whether a lock that another process holds is free; 10 ms to 1 second, 100 ms by default. Right after something happened it is looked
    /// for ten times as often. A process that dies while it waits keeps its place for ten intervals, and a lease that another process breaks is lost within ten.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a majority of the servers may take to confirm a write before it is sent again; 100 ms to 1 minute, 10 seconds by default.</summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an operation is tried, over fail-overs and lost connections, before it fails with <see cref="LockUnavailableException"/>; 1 second to 10 minutes,
    /// 20 seconds by default. One that hangs may take up to twice <see cref="WriteTimeout"/> and 10 seconds more.
    /// </summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The local clock; the system's by default. By its timestamps waits end, and this process's own leases for their holders. The server's clock alone says
    /// when a lease is over for everybody else.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Counts what happens; null, the default, for <see cref="LockMetrics.Shared"/>.</summary>
    public LockMetrics? Metrics { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ConnectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(Database);
        ArgumentException.ThrowIfNullOrWhiteSpace(Collection);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Within(PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(1), nameof(PollInterval));
        Within(WriteTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1), nameof(WriteTimeout));
        Within(OperationTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), nameof(OperationTimeout));
        LockClient.Check(ConnectionString);
    }

    private static void Within(TimeSpan value, TimeSpan lowest, TimeSpan highest, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest, name);
    }
}
