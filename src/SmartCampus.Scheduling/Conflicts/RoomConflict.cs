using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A section that has outgrown a room while no larger one is free.</summary>
/// <param name="Section">The section.</param>
/// <param name="Term">The term.</param>
/// <param name="Room">The room that is too small.</param>
/// <param name="SeatsNeeded">The most seats that were taken in the section while the conflict was open.</param>
/// <param name="Capacity">How many the room has.</param>
/// <param name="Pattern">When the section meets there.</param>
public sealed record RoomConflict(SectionId Section, TermId Term, RoomId Room, int SeatsNeeded, int Capacity, MeetingPattern Pattern)
{
    internal static RoomConflict Of(RoomConflictRaisedEvent e) => new(e.SectionId, e.Term, e.RoomId, e.Seats, e.Capacity, e.Meetings);
}
