using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>How a <see cref="MongoEventStore"/> works. Only <see cref="ConnectionString"/> and <see cref="Database"/> must be set.</summary>
public sealed record MongoEventStoreOptions
{
    /// <summary>What the driver of MongoDB connects to, for example <c>mongodb://db1,db2,db3/?replicaSet=rs0</c>. Settings in it that would break a promise are refused.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The database; made by <see cref="MongoEventStore.EnsureSchemaAsync"/> when missing.</summary>
    public required string Database { get; init; }

    /// <summary>What the names of the store's collections begin with; empty by default. Up to 40 of the characters <c>[A-Za-z0-9_.-]</c>.</summary>
    public string CollectionPrefix { get; init; } = "";

    /// <summary>
    /// What is refused as too large. A document of MongoDB holds 16 MB: at most 4,000 events and 12 MiB an append.
    /// </summary>
    public EventStoreLimits Limits { get; init; } = EventStoreLimits.Default;

    /// <summary>
    /// How long a reader of all streams waits for a position that is missing below one that it sees, before it proves that nobody will write
    /// there: 10 ms to 1 minute, 1.5 seconds by default. Shorter makes slow writers try again more often; nothing is lost by it.
    /// </summary>
    public TimeSpan GapWait { get; init; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// How long the servers may take to make a write durable on most of them, and to choose a new primary: 100 ms to 5 minutes, 10 seconds by
    /// default. An append whose outcome is open is settled for up to twice as long.
    /// </summary>
    public TimeSpan WriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often to look for events of other processes, only while somebody waits for events and nothing else tells of them; 10 ms to 5 seconds, 500 ms by default.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The clock that stamps events; the system's by default. The store waits by the system's monotonic clock, and claims go by the server's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(ConnectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(Database);
        ArgumentNullException.ThrowIfNull(CollectionPrefix);
        if (CollectionPrefix.Length > 40 || CollectionPrefix.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')) || CollectionPrefix.StartsWith('.'))
            throw new ArgumentException("The prefix of the collections has up to 40 of the characters [A-Za-z0-9_.-], the first of them no dot.", nameof(CollectionPrefix));
        ArgumentNullException.ThrowIfNull(Limits);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        Within(GapWait, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1), nameof(GapWait));
        Within(WriteTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5), nameof(WriteTimeout));
        Within(PollInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(5), nameof(PollInterval));
        // 4,000 entries with names of 200 characters each and 12 MiB of events stay below the 16 MB of a document.
        Within(Limits.MaxAppendEvents, 1, 4_000, nameof(EventStoreLimits.MaxAppendEvents));
        Within(Limits.MaxAppendBytes, 1, 12 * 1024 * 1024, nameof(EventStoreLimits.MaxAppendBytes));
        Within(Limits.MaxEventBytes, 1, Limits.MaxAppendBytes, nameof(EventStoreLimits.MaxEventBytes));
        SafeSettings.Check(ConnectionString);
    }

    private static void Within<T>(T value, T lowest, T highest, string name) where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest, name);
    }
}
