using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

namespace SmartCampus.Events;

/// <summary>Events as JSON in UTF-8, by System.Text.Json with source-generated contexts: no reflection, safe for trimming and AOT.</summary>
/// <remarks>Immutable after construction and safe for use by several threads.</remarks>
public sealed class EventSerializer : IEventSerializer
{
    private readonly FrozenDictionary<string, EventType> _byName;
    private readonly FrozenDictionary<Type, EventType> _byType;
    private readonly ConcurrentDictionary<Type, IReadOnlySet<string>> _names = new();

    /// <summary>Makes a serializer for the types registered so far.</summary>
    public EventSerializer(EventTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        _byName = types.ByName.ToFrozenDictionary(StringComparer.Ordinal);
        _byType = types.ByType.ToFrozenDictionary();
    }

    /// <inheritdoc/>
    public SerializedEvent Serialize(EventData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!_byType.TryGetValue(data.Event.GetType(), out var type)) throw new UnregisteredEventTypeException(data.Event.GetType());
        var metadata = data.Metadata == EventMetadata.Empty
            ? default(ReadOnlyMemory<byte>)
            : JsonSerializer.SerializeToUtf8Bytes(InOrder(data.Metadata), MetadataJson.Default.EventMetadata);
        return new SerializedEvent(type.Name, type.SchemaVersion, JsonSerializer.SerializeToUtf8Bytes(data.Event, type.Json), metadata);
    }

    /// <inheritdoc/>
    public object Deserialize(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (!_byName.TryGetValue(envelope.EventType, out var type) || envelope.SchemaVersion > type.SchemaVersion || envelope.SchemaVersion < 1)
            throw new UnknownEventTypeException(envelope.Stream, envelope.Version, envelope.Position, envelope.EventType, envelope.SchemaVersion);
        try
        {
            return type.Read(envelope.SchemaVersion, envelope.Data.Span);
        }
#pragma warning disable CA1031 // Upcasters are the application's code: whatever they throw is reported with the event's place.
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new EventDeserializationException(envelope.Stream, envelope.Version, envelope.Position, envelope.EventType, e);
        }
    }

    /// <inheritdoc/>
    public EventMetadata DeserializeMetadata(ReadOnlyMemory<byte> metadata) =>
        metadata.IsEmpty ? EventMetadata.Empty : JsonSerializer.Deserialize(metadata.Span, MetadataJson.Default.EventMetadata) ?? EventMetadata.Empty;

    /// <inheritdoc/>
    public IReadOnlySet<string> GetTypeNames(Type type) => _names.GetOrAdd(
        type,
        wanted => _byName.Where(entry => entry.Value.ClrType.IsAssignableTo(wanted)).Select(entry => entry.Key).ToFrozenSet(StringComparer.Ordinal));

    // Dictionaries keep the order of insertion; a retry that fills its headers in another order must still give the same bytes.
    private static EventMetadata InOrder(EventMetadata metadata) => metadata.Headers.Count < 2
        ? metadata
        : metadata with { Headers = new SortedDictionary<string, string>(metadata.Headers.ToDictionary(), StringComparer.Ordinal) };
}
