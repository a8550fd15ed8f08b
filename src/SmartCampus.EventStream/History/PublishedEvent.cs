namespace SmartCampus.Streams;

/// <summary>An event as a reader receives it.</summary>
/// <typeparam name="TEvent">The type that was asked for.</typeparam>
/// <param name="Event">The event.</param>
/// <param name="Position">Its number in the stream, from 1.</param>
/// <param name="PublishedAt">When it was accepted, to some milliseconds; never before an event with a lower position.</param>
public readonly record struct PublishedEvent<TEvent>(TEvent Event, long Position, DateTimeOffset PublishedAt);
