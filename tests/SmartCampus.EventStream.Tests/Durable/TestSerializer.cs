using System.Text;
using SmartCampus.Events;

namespace SmartCampus.Streams.Tests.Durable;

internal sealed class TestSerializer : IEventSerializer
{
    private readonly EventSerializer _inner = new(new EventTypes().Add("noted", TestJson.Default.Noted).Add("ignored", TestJson.Default.Ignored));

    public SerializedEvent Serialize(EventData data) => data.Event is RawEvent raw
        ? new SerializedEvent(raw.EventType, raw.SchemaVersion, Encoding.UTF8.GetBytes(raw.Json), default)
        : _inner.Serialize(data);

    public object Deserialize(EventEnvelope envelope) => _inner.Deserialize(envelope);

    public EventMetadata DeserializeMetadata(ReadOnlyMemory<byte> metadata) => _inner.DeserializeMetadata(metadata);

    public IReadOnlySet<string> GetTypeNames(Type type) => _inner.GetTypeNames(type);
}
