namespace SmartCampus.Streams;

/// <summary>How much a stream keeps.</summary>
public sealed record EventStreamOptions
{
    /// <summary>How many of the last events are kept for replay and for readers; 0 to 100,000,000, 1,024 by default. Kept events stay in memory.</summary>
    public int HistorySize { get; init; } = 1_024;

    /// <summary>How many dead letters are kept; 1 to 1,000,000, 1,000 by default. A further one pushes out the oldest, which is counted.</summary>
    public int DeadLetterCapacity { get; init; } = 1_000;

    /// <summary>How long <see cref="EventStream.DisposeAsync"/> and the host's shutdown let handlers go on; zero to 1 day, 5 seconds by default.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(5);

    internal EventStreamOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(HistorySize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HistorySize, 100_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(DeadLetterCapacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DeadLetterCapacity, 1_000_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(DrainTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(DrainTimeout, TimeSpan.FromDays(1));
        return this;
    }
}
