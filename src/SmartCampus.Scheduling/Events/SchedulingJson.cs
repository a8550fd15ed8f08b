using System.Text.Json.Serialization;

namespace SmartCampus.Scheduling;

/// <summary>Generated serialization code of the events: snake_case names, and nothing that the constructors need may be missing or null.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RoomAddedEvent))]
[JsonSerializable(typeof(RoomBookedEvent))]
[JsonSerializable(typeof(RoomReleasedEvent))]
[JsonSerializable(typeof(RoomConflictRaisedEvent))]
[JsonSerializable(typeof(RoomConflictResolvedEvent))]
[JsonSerializable(typeof(TimetableSectionAddedEvent))]
[JsonSerializable(typeof(TimetableSectionRemovedEvent))]
internal sealed partial class SchedulingJson : JsonSerializerContext;
