namespace SmartCampus.Events;

/// <summary>Turns events into bytes and back, with stable type names and upcasting. <c>EventSerializer</c> in SmartCampus.EventStore is the implementation.</summary>
/// <remarks>Implementations are safe for use by several threads. The same event must always give the same bytes: idempotent appends compare them.</remarks>
public interface IEventSerializer
{
    /// <summary>Serializes an event under its registered name and newest schema version.</summary>
    /// <exception cref="UnregisteredEventTypeException">The event's CLR type was never registered.</exception>
    SerializedEvent Serialize(EventData data);

    /// <summary>Deserializes a stored event, through every upcaster between its schema version and the newest.</summary>
    /// <exception cref="UnknownEventTypeException">The stored type name, or a newer schema version than any registered, is not known here.</exception>
    /// <exception cref="EventDeserializationException">The bytes do not fit the type, or an upcaster failed.</exception>
    object Deserialize(EventEnvelope envelope);

    /// <summary>Deserializes metadata; empty bytes give <see cref="EventMetadata.Empty"/>.</summary>
    /// <exception cref="System.Text.Json.JsonException">The bytes are no metadata.</exception>
    EventMetadata DeserializeMetadata(ReadOnlyMemory<byte> metadata);

    /// <summary>All stored names that can be read as a type: its own, former ones, and those of registered types derived from it.</summary>
    /// <param name="type">An event type, a base type or an interface.</param>
    /// <returns>The names; empty when no registered type is assignable to <paramref name="type"/>.</returns>
    IReadOnlySet<string> GetTypeNames(Type type);
}
