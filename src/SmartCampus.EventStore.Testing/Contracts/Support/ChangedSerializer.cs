using System.Text.Json.Nodes;

namespace SmartCampus.Events.Testing;

/// <summary>Writes what three versions of a program wrote and reads as the third does, so that one store holds events of all three.</summary>
internal sealed class ChangedSerializer : IEventSerializer
{
    private readonly EventSerializer _first = new(ContractEvents.Types()
        .Add("was-named", ChangedJson.Default.FirstName)
        .Add("forgotten", ChangedJson.Default.Forgotten));

    private readonly EventSerializer _second = new(ContractEvents.Types()
        .Add("was-named", ChangedJson.Default.SecondName, type => type.Upcast(ToSecond)));

    private readonly EventSerializer _third = new(ContractEvents.Types()
        .Add("named", ChangedJson.Default.ThirdName, type => type.FormerName("was-named").Upcast(ToSecond).Upcast(ToThird)));

    public SerializedEvent Serialize(EventData data) => data.Event switch
    {
        FirstName or Forgotten => _first.Serialize(data),
        SecondName => _second.Serialize(data),
        _ => _third.Serialize(data),
    };

    public object Deserialize(EventEnvelope envelope) => _third.Deserialize(envelope);

    public EventMetadata DeserializeMetadata(ReadOnlyMemory<byte> metadata) => _third.DeserializeMetadata(metadata);

    public IReadOnlySet<string> GetTypeNames(Type type) => _third.GetTypeNames(type);

    private static JsonObject ToSecond(JsonObject first) => new() { ["Whole"] = first["Name"]!.DeepClone() };

    private static JsonObject ToThird(JsonObject second)
    {
        var parts = second["Whole"]!.GetValue<string>().Split(' ');
        return new() { ["First"] = parts[0], ["Last"] = parts[1] };
    }
}
