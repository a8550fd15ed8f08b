namespace SmartCampus.Events;

/// <summary>A stored event has a type name or schema version that this process does not know.</summary>
public sealed class UnknownEventTypeException(StreamId stream, StreamVersion version, GlobalPosition position, string eventType, int schemaVersion)
    : EventStoreException(
        $"Type '{eventType}' (schema version {schemaVersion}) of the event at stream '{stream}' version {version}, position {position}, is not registered here. " +
        "Register the type (or the name it had), or update this process.")
{
    /// <summary>The event's stream.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>The event's version.</summary>
    public StreamVersion Version { get; } = version;

    /// <summary>The event's position.</summary>
    public GlobalPosition Position { get; } = position;

    /// <summary>The stored type name.</summary>
    public string EventType { get; } = eventType;

    /// <summary>The stored schema version.</summary>
    public int SchemaVersion { get; } = schemaVersion;
}
