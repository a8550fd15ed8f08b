using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A section has outgrown a room, and no larger one is free; or it needs more seats than when that was said last. Stored as <c>room-conflict-raised</c>.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="Term">The term.</param>
/// <param name="RoomId">The room that is too small.</param>
/// <param name="Seats">How many seats are taken in the section.</param>
/// <param name="Capacity">How many the room has.</param>
/// <param name="Meetings">When the section meets there.</param>
public sealed record RoomConflictRaisedEvent(SectionId SectionId, TermId Term, RoomId RoomId, int Seats, int Capacity, MeetingPattern Meetings);
