namespace SmartCampus.Streams;

/// <summary>The first event that a subscription or a reader receives.</summary>
public readonly record struct StartAt
{
    private StartAt(long? position, DateTimeOffset? time) => (FromPosition, FromTime) = (position, time);

    /// <summary>The next event to be published. This is the default.</summary>
    public static StartAt Now { get; }

    /// <summary>The oldest event that the history keeps.</summary>
    public static StartAt OldestKept { get; } = new(0, null);

    internal long? FromPosition { get; }

    internal DateTimeOffset? FromTime { get; }

    /// <summary>The event with this position, which may also be the next to be published.</summary>
    /// <param name="position">From 1; 1 is the first event of the stream.</param>
    public static StartAt Position(long position)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, 1);
        return new StartAt(position, null);
    }

    /// <summary>The first event that was published at this time or later.</summary>
    /// <param name="time">The time of the stream's clock.</param>
    public static StartAt Time(DateTimeOffset time) => new(null, time);

    /// <inheritdoc/>
    public override string ToString() => this switch
    {
        { FromPosition: 0 } => "the oldest event that is kept",
        { FromPosition: { } position } => $"position {position}",
        { FromTime: { } time } => $"events since {time:O}",
        _ => "new events",
    };
}
