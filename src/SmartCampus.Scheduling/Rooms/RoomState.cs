using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>What is known of a room.</summary>
/// <param name="Exists">Whether it was added.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="Unavailable">When it cannot be booked.</param>
/// <param name="Bookings">Who holds it when.</param>
internal sealed record RoomState(
    bool Exists, int Capacity, ImmutableArray<MeetingTime> Unavailable, ImmutableDictionary<(TermId Term, SectionId Section), MeetingPattern> Bookings)
{
    internal static RoomState Initial { get; } = new(false, 0, [], ImmutableDictionary<(TermId, SectionId), MeetingPattern>.Empty);

    internal static RoomState Evolve(RoomState state, object @event) => @event switch
    {
        RoomAddedEvent e => state with { Exists = true, Capacity = e.Capacity, Unavailable = e.Unavailable },
        RoomBookedEvent e => state with { Bookings = state.Bookings.SetItem((e.Term, e.SectionId), e.Meetings) },
        RoomReleasedEvent e => state with { Bookings = state.Bookings.Remove((e.Term, e.SectionId)) },
        _ => state,
    };

    /// <summary>Says why a booking is impossible, or null when it is possible or there already.</summary>
    internal BookingRefusal? FindRefusal(RoomBooking wanted)
    {
        if (!Exists) return new BookingRefusal(wanted, BookingRefusalReason.RoomNotFound, []);
        if (Bookings.TryGetValue((wanted.Term, wanted.Section), out var own))
            return own.Equals(wanted.Pattern) ? null : new BookingRefusal(wanted, BookingRefusalReason.BookedAtOtherTimes, [wanted with { Pattern = own }]);
        if (Unavailable.Any(wanted.Pattern.Overlaps)) return new BookingRefusal(wanted, BookingRefusalReason.RoomUnavailable, []);
        var clashes = FindClashes(wanted);
        return clashes.IsEmpty ? null : new BookingRefusal(wanted, BookingRefusalReason.RoomTaken, clashes);
    }

    internal bool Has(RoomBooking booking) =>
        Bookings.TryGetValue((booking.Term, booking.Section), out var pattern) && pattern.Equals(booking.Pattern);

    private ImmutableArray<RoomBooking> FindClashes(RoomBooking wanted) =>
    [
        .. from held in Bookings
           where held.Key.Term == wanted.Term && held.Value.Overlaps(wanted.Pattern)
           orderby held.Key.Section.Value
           select new RoomBooking(wanted.Room, held.Key.Term, held.Key.Section, held.Value),
    ];
}
