using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>
/// Writes ids and grades as JSON strings and reads them back, also as keys of dictionaries. Set on the types, so that no options
/// are needed; public because generated serialization code of other assemblies makes one.
/// </summary>
/// <threadsafety>Safe for use by several threads.</threadsafety>
public sealed class TextIdJsonConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => Create(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Create(typeToConvert);

    // Named one by one: MakeGenericType would need code that trimming and AOT compilation cannot see.
    private static JsonConverter? Create(Type type) =>
        type == typeof(CourseId) ? new Converter<CourseId>() :
        type == typeof(SectionId) ? new Converter<SectionId>() :
        type == typeof(StudentId) ? new Converter<StudentId>() :
        type == typeof(TermId) ? new Converter<TermId>() :
        type == typeof(EnrollmentId) ? new Converter<EnrollmentId>() :
        type == typeof(Grade) ? new Converter<Grade>() :
        null;

    private sealed class Converter<T> : JsonConverter<T>
        where T : struct, ITextId<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? Parse(reader.GetString()) : throw new JsonException($"A {T.Kind} is a JSON string.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value);

        private static T Parse(string? text) => T.TryParse(text, out var id) ? id : throw new JsonException(InvalidIdException.Describe(T.Kind, text, T.Rule));
    }
}
