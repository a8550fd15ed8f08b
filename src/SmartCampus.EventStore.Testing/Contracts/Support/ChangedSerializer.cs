namespace SmartCampus.Events.Testing;

/// <summary>Writes what a former version of a program wrote and reads as the present one does, so that one store holds both.</summary>
internal sealed class ChangedSerializer : IEventSerializer
{
    private readonly EventSerializer _yesterday = new(ContractEvents.Types()
        .Add("was-named", ChangedJson.Default.Yesterday)
        .Add("forgotten", ChangedJson.Default.Forgotten));

    private readonly EventSerializer _today = new(ContractEvents.Types()
        .Add("named", ChangedJson.Default.Today, type => type
            .FormerName("was-named")
            .Upcast(json =>
            {
                json["Whole"] = json["Name"]?.DeepClone();
                return json;
            })
            .Upcast(json =>
            {
                var parts = json["Whole"]!.GetValue<string>().Split(' ');
                return new() { ["First"] = parts[0], ["Last"] = parts[1] };
            })));

    public SerializedEvent Serialize(EventData data) => data.Event is Yesterday or Forgotten ? _yesterday.Serialize(data) : _today.Serialize(data);

    public object Deserialize(EventEnvelope envelope) => _today.Deserialize(envelope);

    public EventMetadata DeserializeMetadata(ReadOnlyMemory<byte> metadata) => _today.DeserializeMetadata(metadata);

    public IReadOnlySet<string> GetTypeNames(Type type) => _today.GetTypeNames(type);
}
