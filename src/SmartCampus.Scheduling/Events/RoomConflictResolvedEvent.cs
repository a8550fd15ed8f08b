using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A conflict over a room is over. Stored as <c>room-conflict-resolved</c>.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="Term">The term.</param>
/// <param name="RoomId">The room that was too small.</param>
/// <param name="End">How it ended.</param>
public sealed record RoomConflictResolvedEvent(SectionId SectionId, TermId Term, RoomId RoomId, RoomConflictEnd End);
