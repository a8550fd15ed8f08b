namespace SmartCampus.Streams;

/// <summary>Where an event stands in its stream.</summary>
public readonly record struct EventContext
{
    private readonly long _ticks;

    /// <summary>Makes a context, for tests of subscribers.</summary>
    /// <param name="position">The event's number in the stream, from 1.</param>
    /// <param name="publishedAt">When the event was accepted.</param>
    /// <param name="attempt">Which call of the handler with this event this is, from 1.</param>
    public EventContext(long position, DateTimeOffset publishedAt, int attempt)
        : this(position, publishedAt.UtcTicks, attempt)
    {
    }

    internal EventContext(long position, long ticks, int attempt) => (Position, _ticks, Attempt) = (position, ticks, attempt);

    /// <summary>The event's number in the stream, from 1; it grows by one with each event that is published.</summary>
    public long Position { get; }

    /// <summary>When the event was accepted, to some milliseconds; never before an event with a lower position.</summary>
    public DateTimeOffset PublishedAt => new(_ticks, TimeSpan.Zero);

    /// <summary>Which call of the handler with this event this is, from 1. A dead letter that is delivered again begins at 1.</summary>
    public int Attempt { get; }
}
