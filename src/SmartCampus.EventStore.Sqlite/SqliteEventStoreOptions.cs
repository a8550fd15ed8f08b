using System.Diagnostics.Metrics;

namespace SmartCampus.Events;

/// <summary>How a <see cref="SqliteEventStore"/> works. Only <see cref="Path"/> must be set.</summary>
public sealed record SqliteEventStoreOptions
{
    /// <summary>The file, created when missing; its folder must exist. SQLite keeps two more files beside it, with <c>-wal</c> and <c>-shm</c> added to the name.</summary>
    public required string Path { get; init; }

    /// <summary>What an acknowledged append survives; <see cref="SqliteDurability.Full"/> by default.</summary>
    public SqliteDurability Durability { get; init; } = SqliteDurability.Full;

    /// <summary>What is refused as too large; <see cref="EventStoreLimits.MaxAppendBytes"/> may be 256 MiB at most.</summary>
    public EventStoreLimits Limits { get; init; } = EventStoreLimits.Default;

    /// <summary>
    /// How many events the log may be ahead of the index on disk: 1 to 1,000,000, 16,384 by default. More makes a
    /// pause rarer and longer, and lets a start read more of the log. When the index cannot be written, appends are refused with
    /// <see cref="EventStoreUnavailableException"/> once the log is ahead by eight times as many.
    /// </summary>
    public int IndexBatchSize { get; init; } = 16_384;

    /// <summary>How long to wait for another process that is writing; 0 to 10 minutes, 5 seconds by default.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often to look for events of other processes, only while somebody waits for events; 1 ms to 5 seconds, 50 ms by default.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The clock that stamps events and ends claims; the system's by default.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the meter of the store's metrics; null, the default, for one of the package's own. Both are named <c>SmartCampus.EventStore.Sqlite</c>.</summary>
    public IMeterFactory? MeterFactory { get; init; }

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Path);
        if (Path.StartsWith(':')) throw new ArgumentException($"'{Path}' is no file. Use InMemoryEventStore for a store in memory.", nameof(Path));
        ArgumentNullException.ThrowIfNull(Limits);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (!Enum.IsDefined(Durability)) throw new ArgumentOutOfRangeException(nameof(Durability), Durability, null);
        Within(IndexBatchSize, 1, 1_000_000, nameof(IndexBatchSize));
        Within(BusyTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10), nameof(BusyTimeout));
        Within(PollInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5), nameof(PollInterval));
        Within(Limits.MaxAppendEvents, 1, 1_000_000, nameof(EventStoreLimits.MaxAppendEvents));
        Within(Limits.MaxAppendBytes, 1, 256 * 1024 * 1024, nameof(EventStoreLimits.MaxAppendBytes));
        Within(Limits.MaxEventBytes, 1, Limits.MaxAppendBytes, nameof(EventStoreLimits.MaxEventBytes));
    }

    private static void Within<T>(T value, T lowest, T highest, string name) where T : IComparable<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, lowest, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, highest, name);
    }
}
