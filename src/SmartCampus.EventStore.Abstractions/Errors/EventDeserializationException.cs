namespace SmartCampus.Events;

/// <summary>A stored event is intact, but its bytes do not fit its registered type, or an upcaster failed on it.</summary>
public sealed class EventDeserializationException(StreamId stream, StreamVersion version, GlobalPosition position, string eventType, Exception innerException)
    : EventStoreException(
        $"The event of type '{eventType}' at stream '{stream}' version {version}, position {position}, could not be deserialized: {innerException.Message}",
        innerException)
{
    /// <summary>The event's stream.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>The event's version.</summary>
    public StreamVersion Version { get; } = version;

    /// <summary>The event's position.</summary>
    public GlobalPosition Position { get; } = position;

    /// <summary>The stored type name.</summary>
    public string EventType { get; } = eventType;
}
