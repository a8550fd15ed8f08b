using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A weekly meeting.</summary>
/// <param name="SectionId">Who meets.</param>
/// <param name="Time">When.</param>
/// <param name="RoomId">Where; left out when no room is booked.</param>
internal sealed record TimetableEntryDto(SectionId SectionId, MeetingTime Time, RoomId? RoomId = null)
{
    public static TimetableEntryDto From(TimetableEntry entry) => new(entry.Section, entry.Time, entry.Room);
}
