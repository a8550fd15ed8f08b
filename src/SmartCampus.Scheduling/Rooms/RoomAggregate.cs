using System.Collections.Immutable;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>
/// A room and its bookings in one stream: whoever books it moves the stream, so that of two who book the same time at once
/// one finds that the stream has moved, and decides again.
/// </summary>
internal sealed class RoomAggregate(StreamId id) : Aggregate<RoomAggregate, RoomState>(id), IAggregate<RoomAggregate, RoomState>
{
    public static RoomState Initial => RoomState.Initial;

    // A room has some dozens of bookings a term: replaying them costs less than a snapshot would.
    public static SnapshotSchema<RoomState>? Snapshots => null;

    public static RoomAggregate Create(StreamId id) => new(id);

    public static RoomState Evolve(RoomState state, object @event) => RoomState.Evolve(state, @event);

    internal static StreamId StreamOf(RoomId room) => new($"room:{room.Value}");

    internal AddRoomOutcome Add(RoomId room, int capacity, ImmutableArray<MeetingTime> unavailable)
    {
        if (State.Exists)
            return State.Capacity == capacity && State.Unavailable.SequenceEqual(unavailable) ? AddRoomOutcome.Unchanged : AddRoomOutcome.ExistsOtherwise;
        Raise(new RoomAddedEvent(room, capacity, unavailable));
        return AddRoomOutcome.Added;
    }

    internal BookingRefusal? Book(RoomBooking booking)
    {
        if (State.FindRefusal(booking) is { } refusal) return refusal;
        if (!State.Has(booking)) Raise(new RoomBookedEvent(booking.Room, booking.Term, booking.Section, booking.Pattern));
        return null;
    }

    internal bool Release(RoomId room, TermId term, SectionId section, RoomId? movedTo = null)
    {
        if (!State.Bookings.ContainsKey((term, section))) return false;
        Raise(new RoomReleasedEvent(room, term, section) { MovedTo = movedTo });
        return true;
    }
}
