using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>What is known of a room.</summary>
/// <param name="Exists">Whether it was added.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="Unavailable">When it cannot be booked.</param>
/// <param name="Bookings">Who holds it when.</param>
/// <param name="Moved">The bookings that were moved to other rooms, and have not been made here again since.</param>
internal sealed record RoomState(
    bool Exists,
    int Capacity,
    ImmutableArray<MeetingTime> Unavailable,
    ImmutableDictionary<(TermId Term, SectionId Section), MeetingPattern> Bookings,
    ImmutableDictionary<(TermId Term, SectionId Section), (RoomId Target, MeetingPattern Pattern)> Moved)
{
    internal static RoomState Initial { get; } = new(
        false, 0, [], ImmutableDictionary<(TermId, SectionId), MeetingPattern>.Empty, ImmutableDictionary<(TermId, SectionId), (RoomId, MeetingPattern)>.Empty);

    internal static RoomState Evolve(RoomState state, object @event) => @event switch
    {
        RoomAddedEvent e => state with { Exists = true, Capacity = e.Capacity, Unavailable = e.Unavailable },
        RoomBookedEvent e => state with { Bookings = state.Bookings.SetItem((e.Term, e.SectionId), e.Meetings), Moved = state.Moved.Remove((e.Term, e.SectionId)) },
        RoomReleasedEvent e => state.Remove((e.Term, e.SectionId), e.MovedTo),
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

    /// <summary>The room to which a booking was moved from here; null when it was not.</summary>
    internal RoomId? FindMove(RoomBooking booking) =>
        Moved.TryGetValue((booking.Term, booking.Section), out var moved) && moved.Pattern.Equals(booking.Pattern) ? moved.Target : null;

    private RoomState Remove((TermId, SectionId) key, RoomId? movedTo) => this with
    {
        Bookings = Bookings.Remove(key),
        Moved = movedTo is { } target && Bookings.TryGetValue(key, out var pattern) ? Moved.SetItem(key, (target, pattern)) : Moved,
    };

    private ImmutableArray<RoomBooking> FindClashes(RoomBooking wanted) =>
    [
        .. from held in Bookings
           where held.Key.Term == wanted.Term && held.Value.Overlaps(wanted.Pattern)
           orderby held.Key.Section.Value
           select new RoomBooking(wanted.Room, held.Key.Term, held.Key.Section, held.Value),
    ];
}
