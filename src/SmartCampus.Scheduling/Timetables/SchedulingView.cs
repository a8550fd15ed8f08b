using System.Collections.Immutable;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>Rooms, their bookings and conflicts, when sections meet, and who attends them, for queries.</summary>
internal sealed class SchedulingView : IView
{
    private readonly SortedDictionary<string, RoomInfo> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<(RoomId Room, TermId Term), Dictionary<SectionId, RoomBooking>> _byRoom = [];
    private readonly Dictionary<(TermId Term, SectionId Section), Dictionary<RoomId, RoomBooking>> _bySection = [];
    private readonly Dictionary<(TermId Term, SectionId Section), MeetingPattern> _meetings = [];
    private readonly Dictionary<(TermId Term, StudentId Student), HashSet<SectionId>> _byStudent = [];
    private readonly ConflictList _conflicts = new();

    public static IReadOnlyCollection<Type> EventTypes { get; } =
    [
        typeof(RoomAddedEvent), typeof(RoomBookedEvent), typeof(RoomReleasedEvent),
        typeof(RoomConflictRaisedEvent), typeof(RoomConflictResolvedEvent),
        typeof(SectionOpenedEvent), typeof(TimetableSectionAddedEvent), typeof(TimetableSectionRemovedEvent),
    ];

    public void Apply(EventEnvelope envelope)
    {
        switch (envelope.Event)
        {
            case RoomAddedEvent e: _rooms[e.RoomId.Value] = new RoomInfo(e.RoomId, e.Capacity, e.Unavailable); break;
            case RoomBookedEvent e: Add(new RoomBooking(e.RoomId, e.Term, e.SectionId, e.Meetings)); break;
            case RoomReleasedEvent e: Remove(e); break;
            case SectionOpenedEvent e: _meetings[(e.Term, e.SectionId)] = e.Meetings; break;
            case TimetableSectionAddedEvent e: SectionsOf((e.Term, e.StudentId)).Add(e.SectionId); break;
            case TimetableSectionRemovedEvent e: SectionsOf((e.Term, e.StudentId)).Remove(e.SectionId); break;
            case RoomConflictRaisedEvent e: _conflicts.Set(RoomConflict.Of(e)); break;
            case RoomConflictResolvedEvent e: _conflicts.Remove(e.SectionId, e.Term, e.RoomId); break;
        }
    }

    internal ImmutableArray<RoomInfo> Rooms => [.. _rooms.Values];

    internal ListPage<RoomInfo> List(PageRequest page) => _rooms.Page(page, _ => true);

    internal ListPage<RoomConflict> ListConflicts(TermId? term, PageRequest page) => _conflicts.List(term, page);

    internal bool IsInConflict(SectionId section, TermId term) => _conflicts.Has(section, term);

    internal ImmutableArray<(SectionId Section, TermId Term)> FindConflictsHelpedBy(RoomId room, TermId? term) =>
        FindRoom(room) is { } found ? _conflicts.FindBelow(found.Capacity, term) : [];

    /// <summary>The rooms that could take a booking instead of its own: first those that hold the whole section, and the smallest first of each kind.</summary>
    internal ImmutableArray<RoomId> FindFreeRooms(RoomBooking booking, int seats, int sectionCapacity) =>
    [
        .. from room in _rooms.Values
           where room.Capacity >= seats && IsFree(room, booking)
           orderby room.Capacity < sectionCapacity, room.Capacity
           select room.Room,
    ];

    /// <summary>The bookings of a section with the capacities of their rooms, by room.</summary>
    internal ImmutableArray<(RoomBooking Booking, int Capacity)> RoomsOf(SectionId section, TermId term) =>
    [
        .. from booking in BookingsOf(section, term)
           orderby booking.Room.Value
           select (booking, _rooms[booking.Room.Value].Capacity),
    ];

    internal RoomInfo? FindRoom(RoomId room) => _rooms.GetValueOrDefault(room.Value);

    internal IEnumerable<RoomBooking> BookingsOf(RoomId room, TermId term) =>
        _byRoom.TryGetValue((room, term), out var bookings) ? bookings.Values : [];

    internal IEnumerable<RoomBooking> BookingsOf(SectionId section, TermId term) =>
        _bySection.TryGetValue((term, section), out var bookings) ? bookings.Values : [];

    internal IEnumerable<SectionId> SectionsOf(StudentId student, TermId term) =>
        _byStudent.TryGetValue((term, student), out var sections) ? sections : [];

    /// <summary>A section's meetings: in the rooms that it has booked, and without a room at the times that no booking covers.</summary>
    internal IEnumerable<TimetableEntry> EntriesOf(SectionId section, TermId term)
    {
        var entries = BookingsOf(section, term).SelectMany(TimetableEntry.Of).ToList();
        var booked = entries.Select(entry => entry.Time).ToHashSet();
        if (!_meetings.TryGetValue((term, section), out var meetings)) return entries;
        return entries.Concat(meetings.Times.Where(time => !booked.Contains(time)).Select(time => new TimetableEntry(section, time, null)));
    }

    private HashSet<SectionId> SectionsOf((TermId Term, StudentId Student) key)
    {
        if (!_byStudent.TryGetValue(key, out var sections)) _byStudent.Add(key, sections = []);
        return sections;
    }

    // A section that holds the room at other times is in the way too: it has one booking of a room.
    private bool IsFree(RoomInfo room, RoomBooking booking) =>
        !room.Unavailable.Any(booking.Pattern.Overlaps)
        && !BookingsOf(room.Room, booking.Term).Any(held => held.Section == booking.Section || held.Pattern.Overlaps(booking.Pattern));

    private void Add(RoomBooking booking)
    {
        Group(_byRoom, (booking.Room, booking.Term))[booking.Section] = booking;
        Group(_bySection, (booking.Term, booking.Section))[booking.Room] = booking;
    }

    private void Remove(RoomReleasedEvent released)
    {
        Group(_byRoom, (released.RoomId, released.Term)).Remove(released.SectionId);
        Group(_bySection, (released.Term, released.SectionId)).Remove(released.RoomId);
    }

    private static Dictionary<TInner, RoomBooking> Group<TOuter, TInner>(Dictionary<TOuter, Dictionary<TInner, RoomBooking>> groups, TOuter key)
        where TOuter : notnull
        where TInner : notnull
    {
        if (!groups.TryGetValue(key, out var group)) groups.Add(key, group = []);
        return group;
    }
}
