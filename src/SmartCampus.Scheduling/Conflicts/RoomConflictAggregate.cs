using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>What is said of the rooms that a section has outgrown in a term. Saying again what is said already raises nothing.</summary>
internal sealed class RoomConflictAggregate(StreamId id)
    : Aggregate<RoomConflictAggregate, RoomConflictState>(id), IAggregate<RoomConflictAggregate, RoomConflictState>
{
    public static RoomConflictState Initial => RoomConflictState.Initial;

    public static SnapshotSchema<RoomConflictState>? Snapshots => null;

    public static RoomConflictAggregate Create(StreamId id) => new(id);

    public static RoomConflictState Evolve(RoomConflictState state, object @event) => RoomConflictState.Evolve(state, @event);

    internal static StreamId StreamOf(SectionId section, TermId term) => new($"room-conflict:{section.Value}:{term.Token}");

    /// <summary>Says that a booked room is too small; again only when more seats are needed than it was said, or at other times.</summary>
    internal void Raise(RoomBooking booking, int seats, int capacity)
    {
        if (State.Open.TryGetValue(booking.Room, out var open) && seats <= open.SeatsNeeded && booking.Pattern.Equals(open.Pattern)) return;
        Raise(new RoomConflictRaisedEvent(booking.Section, booking.Term, booking.Room, seats, capacity, booking.Pattern));
    }

    internal void Resolve(RoomId room, RoomConflictEnd end)
    {
        if (State.Open.TryGetValue(room, out var open)) Raise(new RoomConflictResolvedEvent(open.Section, open.Term, room, end));
    }
}
