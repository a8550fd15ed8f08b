using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SmartCampus.Enrollments;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Wire;

/// <summary>Everything that goes over the wire as JSON. The settings are in <see cref="Configure"/>: write with those of the application.</summary>
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(IReadOnlyList<EventDto>))]
[JsonSerializable(typeof(IReadOnlyList<CourseDto>))]
[JsonSerializable(typeof(IReadOnlyList<SectionDto>))]
[JsonSerializable(typeof(IReadOnlyList<StudentDto>))]
[JsonSerializable(typeof(IReadOnlyList<EnrollmentDto>))]
[JsonSerializable(typeof(IReadOnlyList<HistoryEntryDto>))]
[JsonSerializable(typeof(IReadOnlyList<RoomDto>))]
[JsonSerializable(typeof(IReadOnlyList<BookingDto>))]
[JsonSerializable(typeof(IReadOnlyList<ConflictDto>))]
[JsonSerializable(typeof(IReadOnlyList<TimetableEntryDto>))]
[JsonSerializable(typeof(EnrollRequest))]
[JsonSerializable(typeof(EnrollAllRequest))]
[JsonSerializable(typeof(ValidateRequest))]
[JsonSerializable(typeof(ValidateResponse))]
[JsonSerializable(typeof(SwapRequest))]
[JsonSerializable(typeof(GradeRequest))]
[JsonSerializable(typeof(BookRequest))]
[JsonSerializable(typeof(ImportRequest))]
[JsonSerializable(typeof(ImportResponse))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>How strictly bodies are read: what is not in the schema is refused, so that a misspelt field is never ignored.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new DescribedConverter<WhenFull>(WhenFullConverter(options), "must be wait or refuse."));
        options.Converters.Add(new DescribedConverter<DateTimeOffset>(JsonMetadataServices.DateTimeOffsetConverter, "must be a time such as 2024-09-02T08:00:00Z."));
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Nothing here is put into HTML; quotes stay readable.
        options.MaxDepth = 16;
    }

    private static JsonConverter<WhenFull> WhenFullConverter(JsonSerializerOptions options) =>
        (JsonConverter<WhenFull>)new JsonStringEnumConverter<WhenFull>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false).CreateConverter(typeof(WhenFull), options);
}
