using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Which rooms there are, and where sections meet, folded from the events of rooms alone.</summary>
internal sealed class RoomLedger
{
    private readonly HashSet<RoomBooking> _everBooked = [];
    private readonly HashSet<RoomBooking> _booked = [];

    public HashSet<RoomId> Rooms { get; } = [];

    /// <summary>How often a section has left a room; on registration day it does so only for a larger one.</summary>
    public int Moves { get; private set; }

    /// <summary>Whether a booking was made, be the section there still or moved.</summary>
    public bool WasBooked(RoomBooking booking) => _everBooked.Contains(booking);

    /// <summary>The rooms in which sections meet now.</summary>
    public ILookup<SectionId, RoomId> BySection => _booked.ToLookup(b => b.Section, b => b.Room);

    public void Apply(EventEnvelope envelope)
    {
        switch (envelope.Event)
        {
            case RoomAddedEvent e: Rooms.Add(e.RoomId); break;
            case RoomBookedEvent e:
                var booking = new RoomBooking(e.RoomId, e.Term, e.SectionId, e.Meetings);
                _everBooked.Add(booking);
                _booked.Add(booking);
                break;
            case RoomReleasedEvent e: Moves += _booked.RemoveWhere(b => (b.Room, b.Term, b.Section) == (e.RoomId, e.Term, e.SectionId)); break;
        }
    }
}
