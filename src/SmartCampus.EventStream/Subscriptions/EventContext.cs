namespace SmartCampus.Streams;

/// <summary>Where an event stands in its stream.</summary>
/// <param name="Position">The event's number in the stream, from 1; it grows by one with each event that is published.</param>
/// <param name="PublishedAt">When the event was accepted; never before an event with a lower position.</param>
/// <param name="Attempt">Which call of the handler with this event this is, from 1. A dead letter that is delivered again begins at 1.</param>
public readonly record struct EventContext(long Position, DateTimeOffset PublishedAt, int Attempt);
