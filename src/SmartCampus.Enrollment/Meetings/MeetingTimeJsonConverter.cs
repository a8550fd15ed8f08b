using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>
/// Writes a meeting time as <c>{"days":"MoWeFr","start":"09:00","end":"09:50","weeks":"1-14"}</c> and reads it back. Set on the
/// type, so that no options are needed; public because generated serialization code of other assemblies makes one.
/// </summary>
/// <threadsafety>Safe for use by several threads.</threadsafety>
public sealed class MeetingTimeJsonConverter : JsonConverter<MeetingTime>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The JSON is no meeting time.</exception>
    public override MeetingTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException("A meeting time must be an object with days, start, end and weeks.");
        string? days = null, start = null, end = null, weeks = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "days": days = ReadText(ref reader); break;
                case "start": start = ReadText(ref reader); break;
                case "end": end = ReadText(ref reader); break;
                case "weeks": weeks = ReadText(ref reader); break;
                // What a later version adds is not this version's to refuse.
                default: reader.Skip(); break;
            }
        }

        return MeetingTimeText.TryCreate(days, start, end, weeks, out var time)
            ? time
            : throw new JsonException($"Not a meeting time: days '{days}', start '{start}', end '{end}', weeks '{weeks}'. Write it like MoWeFr, 09:00, 09:50, 1-14, in steps of five minutes.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MeetingTime value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (value == default) throw new JsonException("default(MeetingTime) has no JSON; make one with its constructor.");
        writer.WriteStartObject();
        writer.WriteString("days", MeetingTimeText.FormatDays(value.Days));
        writer.WriteString("start", MeetingTimeText.FormatSlot(value.StartSlot));
        writer.WriteString("end", MeetingTimeText.FormatSlot(value.EndSlot));
        writer.WriteString("weeks", value.Weeks.ToString());
        writer.WriteEndObject();
    }

    private static string? ReadText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String
        ? reader.GetString()
        : throw new JsonException("days, start, end and weeks of a meeting time must be strings.");
}
