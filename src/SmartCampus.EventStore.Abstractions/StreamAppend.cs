namespace SmartCampus.Events;

/// <summary>The events to add to one stream, and what is expected of it.</summary>
/// <remarks>Immutable when <see cref="Events"/> is not changed, which the caller owes until the append has ended.</remarks>
/// <param name="Stream">The stream.</param>
/// <param name="Expected">What the stream must be like.</param>
/// <param name="Events">At least one event.</param>
public sealed record StreamAppend(StreamId Stream, ExpectedVersion Expected, IReadOnlyList<EventData> Events)
{
    /// <summary>
    /// The token of the lock under which the caller acts, 1 or more; null (default) when there is none. Once the stream has
    /// accepted a token, lower ones are refused; an append without one is accepted and leaves the mark unchanged.
    /// </summary>
    public long? FencingToken { get; init; }

    /// <summary>Adds events without metadata to a stream.</summary>
    public static StreamAppend To(StreamId stream, ExpectedVersion expected, params ReadOnlySpan<object> events)
    {
        var wrapped = new EventData[events.Length];
        for (var i = 0; i < events.Length; i++) wrapped[i] = new EventData(events[i]);
        return new StreamAppend(stream, expected, wrapped);
    }
}
