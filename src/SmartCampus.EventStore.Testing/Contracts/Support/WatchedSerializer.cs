namespace SmartCampus.Events.Testing;

/// <summary>Tells of every event that is serialized.</summary>
internal sealed class WatchedSerializer(IEventSerializer inner, Action serializing) : IEventSerializer
{
    public SerializedEvent Serialize(EventData data)
    {
        serializing();
        return inner.Serialize(data);
    }

    public object Deserialize(EventEnvelope envelope) => inner.Deserialize(envelope);

    public EventMetadata DeserializeMetadata(ReadOnlyMemory<byte> metadata) => inner.DeserializeMetadata(metadata);

    public IReadOnlySet<string> GetTypeNames(Type type) => inner.GetTypeNames(type);
}
