using System.Text.Json.Serialization;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A section's booking of a room ended. Stored as <c>room-released</c>.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Term">The term of the booking.</param>
/// <param name="SectionId">The section that met there.</param>
public sealed record RoomReleasedEvent(RoomId RoomId, TermId Term, SectionId SectionId)
{
    /// <summary>The room to which the booking was moved in the same append; null, and not stored, when the room was given up.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RoomId? MovedTo { get; init; }
}
