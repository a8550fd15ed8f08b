using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Folds rooms and bookings, and finds meetings that a room cannot hold.</summary>
internal sealed class RoomLedger
{
    private readonly Dictionary<(RoomId Room, TermId Term), Dictionary<SectionId, MeetingPattern>> _bookings = [];

    public Dictionary<RoomId, RoomAddedEvent> Rooms { get; } = [];

    public List<string> Violations { get; } = [];

    public bool Holds(RoomBooking booking) =>
        Of(booking.Room, booking.Term).TryGetValue(booking.Section, out var meetings) && meetings.Equals(booking.Pattern);

    public void Apply(EventEnvelope envelope)
    {
        switch (envelope.Event)
        {
            case RoomAddedEvent e: Rooms[e.RoomId] = e; break;
            case RoomBookedEvent e: Book(e); break;
            case RoomReleasedEvent e: Of(e.RoomId, e.Term).Remove(e.SectionId); break;
        }
    }

    private void Book(RoomBookedEvent booked)
    {
        var bookings = Of(booked.RoomId, booked.Term);
        foreach (var (section, meetings) in bookings)
        {
            if (section != booked.SectionId && meetings.Overlaps(booked.Meetings))
                Violations.Add($"room {booked.RoomId} holds sections {section} and {booked.SectionId} at once");
        }
        if (!Rooms.TryGetValue(booked.RoomId, out var room)) Violations.Add($"room {booked.RoomId} is booked and does not exist");
        else if (room.Unavailable.Any(booked.Meetings.Overlaps)) Violations.Add($"room {booked.RoomId} holds section {booked.SectionId} while it is unavailable");
        bookings[booked.SectionId] = booked.Meetings;
    }

    private Dictionary<SectionId, MeetingPattern> Of(RoomId room, TermId term)
    {
        if (!_bookings.TryGetValue((room, term), out var bookings)) _bookings[(room, term)] = bookings = [];
        return bookings;
    }
}
