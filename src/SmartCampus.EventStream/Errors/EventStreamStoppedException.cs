namespace SmartCampus.Streams;

/// <summary>The stream was stopped before the event was accepted, or before somebody subscribed. Nobody received anything.</summary>
public sealed class EventStreamStoppedException(string stream)
    : EventStreamException(stream, $"The event stream '{stream}' has stopped. Stop it after those who publish to it.");
