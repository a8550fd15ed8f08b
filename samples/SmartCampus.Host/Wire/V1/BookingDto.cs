using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A room that a section holds for its meetings.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Term">The term.</param>
/// <param name="SectionId">The section.</param>
/// <param name="Meetings">When it holds the room.</param>
internal sealed record BookingDto(RoomId RoomId, TermId Term, SectionId SectionId, MeetingPattern Meetings)
{
    public static BookingDto From(RoomBooking booking) => new(booking.Room, booking.Term, booking.Section, booking.Pattern);

    public RoomBooking ToBooking() => new(RoomId, Term, SectionId, Meetings);
}
