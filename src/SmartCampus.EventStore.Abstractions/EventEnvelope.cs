namespace SmartCampus.Events;

/// <summary>A stored event with all that the store knows of it.</summary>
/// <remarks>
/// The event is deserialized and upcast at the first use of <see cref="Event"/>, on the reader's thread, so that a reader
/// may pass over types that it does not know. Immutable to callers and safe to share between threads.
/// </remarks>
public sealed class EventEnvelope
{
    private readonly IEventSerializer _serializer;
    private readonly SerializedEvent _serialized;
    private object? _event;
    private EventMetadata? _metadata;

    /// <summary>Makes an envelope; for authors of stores.</summary>
    public EventEnvelope(
        StreamId stream, StreamVersion version, GlobalPosition position, CommitId commitId, DateTimeOffset recordedAt,
        SerializedEvent serialized, IEventSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        (Stream, Version, Position, CommitId, RecordedAt) = (stream, version, position, commitId, recordedAt);
        (_serialized, _serializer) = (serialized, serializer);
    }

    /// <summary>The stream that holds the event.</summary>
    public StreamId Stream { get; }

    /// <summary>The event's place in its stream, from 1.</summary>
    public StreamVersion Version { get; }

    /// <summary>The event's place in the order of the whole store.</summary>
    public GlobalPosition Position { get; }

    /// <summary>The append that stored the event.</summary>
    public CommitId CommitId { get; }

    /// <summary>When the store took the event, by the store's clock, in UTC. Clocks jump: order events by position, not by time.</summary>
    public DateTimeOffset RecordedAt { get; }

    /// <summary>The stored type name.</summary>
    public string EventType => _serialized.EventType;

    /// <summary>The schema version that the event was stored with, from 1.</summary>
    public int SchemaVersion => _serialized.SchemaVersion;

    /// <summary>The event's bytes as stored.</summary>
    public ReadOnlyMemory<byte> Data => _serialized.Data;

    /// <summary>What the writer said beside the event.</summary>
    public EventMetadata Metadata => _metadata ??= _serializer.DeserializeMetadata(_serialized.Metadata);

    /// <summary>The event, upcast to the newest schema version.</summary>
    /// <exception cref="UnknownEventTypeException">The type name, or its schema version, is not known to this process.</exception>
    /// <exception cref="EventDeserializationException">The stored bytes do not fit the type.</exception>
    public object Event => _event ??= _serializer.Deserialize(this);

    /// <inheritdoc/>
    public override string ToString() => $"{EventType} at {Stream} version {Version}, position {Position}";
}
