using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCampus.Scheduling;

/// <summary>Writes a room id as a string, also as the name of a property. Public because generated serialization code of other assemblies makes one.</summary>
/// <threadsafety>Safe for use by several threads.</threadsafety>
public sealed class RoomIdJsonConverter : JsonConverter<RoomId>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is no room id.</exception>
    public override RoomId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
        return RoomId.TryParse(text, out var id) ? id : throw new JsonException($"'{text}' is no room id.");
    }

    /// <inheritdoc/>
    public override RoomId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RoomId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.Value);
    }

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, RoomId value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(value.Value);
    }
}
