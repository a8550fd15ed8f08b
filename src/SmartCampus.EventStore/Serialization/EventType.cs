using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace SmartCampus.Events;

/// <summary>One registered type.</summary>
internal sealed record EventType(string Name, Type ClrType, JsonTypeInfo Json, IReadOnlyList<Func<JsonObject, JsonObject>> Upcasters)
{
    public int SchemaVersion => Upcasters.Count + 1;

    public object Read(int schemaVersion, ReadOnlySpan<byte> data)
    {
        if (schemaVersion == SchemaVersion) return JsonSerializer.Deserialize(data, Json) ?? throw Null();
        var json = JsonNode.Parse(data)?.AsObject() ?? throw Null();
        for (var step = schemaVersion - 1; step < Upcasters.Count; step++) json = Upcasters[step](json);
        return json.Deserialize(Json) ?? throw Null();
    }

    private static JsonException Null() => new("The stored JSON is null.");
}
