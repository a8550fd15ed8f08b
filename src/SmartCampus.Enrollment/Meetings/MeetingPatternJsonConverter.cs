using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>
/// Writes a pattern as an array of meeting times and reads it back. Set on the type, so that no options are needed; public
/// because generated serialization code of other assemblies makes one.
/// </summary>
/// <threadsafety>Safe for use by several threads.</threadsafety>
public sealed class MeetingPatternJsonConverter : JsonConverter<MeetingPattern>
{
    private static readonly MeetingTimeJsonConverter Times = new();

    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is no pattern.</exception>
    public override MeetingPattern Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A meeting pattern must be an array of meeting times.");
        var times = new List<MeetingTime>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) times.Add(Times.Read(ref reader, typeof(MeetingTime), options));
        try
        {
            return new MeetingPattern([.. times]);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MeetingPattern value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (var time in value.Times) Times.Write(writer, time, options);
        writer.WriteEndArray();
    }
}
