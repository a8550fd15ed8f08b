using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A section that has outgrown its room while no larger one is free.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="Term">The term.</param>
/// <param name="RoomId">The room that is too small.</param>
/// <param name="SeatsNeeded">The most seats that were taken while it was so.</param>
/// <param name="Capacity">How many the room has.</param>
/// <param name="Meetings">When the section meets there.</param>
internal sealed record ConflictDto(SectionId SectionId, TermId Term, RoomId RoomId, int SeatsNeeded, int Capacity, MeetingPattern Meetings)
{
    public static ConflictDto From(RoomConflict conflict) =>
        new(conflict.Section, conflict.Term, conflict.Room, conflict.SeatsNeeded, conflict.Capacity, conflict.Pattern);
}
