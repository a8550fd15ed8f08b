using System.Text.Json.Serialization;

namespace SmartCampus.Events.Testing;

internal interface IContractEvent;

internal sealed record Noted(string Text) : IContractEvent;

internal sealed record Counted(int Writer, int Number) : IContractEvent;

internal sealed record Unregistered;

[JsonSerializable(typeof(Noted))]
[JsonSerializable(typeof(Counted))]
internal sealed partial class ContractJson : JsonSerializerContext;

internal static class ContractEvents
{
    public static EventTypes Types() => new EventTypes()
        .Add("noted", ContractJson.Default.Noted)
        .Add("counted", ContractJson.Default.Counted);
}
