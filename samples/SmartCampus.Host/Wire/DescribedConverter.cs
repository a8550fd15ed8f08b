using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCampus.Host.Wire;

/// <summary>Reads as another converter does, and says what is allowed when that one fails: its own words name types of this program.</summary>
internal sealed class DescribedConverter<T>(JsonConverter<T> inner, string allowed) : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return inner.Read(ref reader, typeToConvert, options);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new JsonException(allowed);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => inner.Write(writer, value, options);
}
