using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A weekly meeting in a timetable.</summary>
/// <param name="Section">Who meets.</param>
/// <param name="Time">When.</param>
/// <param name="Room">Where; null when no room is booked.</param>
public sealed record TimetableEntry(SectionId Section, MeetingTime Time, RoomId? Room)
{
    internal static IEnumerable<TimetableEntry> Of(RoomBooking booking) =>
        booking.Pattern.Times.Select(time => new TimetableEntry(booking.Section, time, booking.Room));
}
