using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>How snapshots are written as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SectionState))]
[JsonSerializable(typeof(EnrollmentState))]
internal sealed partial class EnrollmentStateJson : JsonSerializerContext;
