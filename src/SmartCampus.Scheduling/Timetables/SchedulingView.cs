using System.Collections.Immutable;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>Rooms and their bookings, when sections meet, and who attends them, for queries.</summary>
internal sealed class SchedulingView : IView
{
    private readonly SortedDictionary<string, RoomInfo> _rooms = new(StringComparer.Ordinal);
    private readonly Dictionary<(RoomId Room, TermId Term), Dictionary<SectionId, RoomBooking>> _byRoom = [];
    private readonly Dictionary<(TermId Term, SectionId Section), Dictionary<RoomId, RoomBooking>> _bySection = [];
    private readonly Dictionary<(TermId Term, SectionId Section), MeetingPattern> _meetings = [];
    private readonly Dictionary<(TermId Term, StudentId Student), HashSet<SectionId>> _byStudent = [];

    public static IReadOnlyCollection<Type> EventTypes { get; } =
    [
        typeof(RoomAddedEvent), typeof(RoomBookedEvent), typeof(RoomReleasedEvent),
        typeof(SectionOpenedEvent), typeof(StudentEnrolledEvent), typeof(StudentPromotedEvent), typeof(EnrollmentDroppedEvent),
    ];

    public void Apply(EventEnvelope envelope)
    {
        switch (envelope.Event)
        {
            case RoomAddedEvent e: _rooms[e.RoomId.Value] = new RoomInfo(e.RoomId, e.Capacity, e.Unavailable); break;
            case RoomBookedEvent e: Add(new RoomBooking(e.RoomId, e.Term, e.SectionId, e.Meetings)); break;
            case RoomReleasedEvent e: Remove(e); break;
            case SectionOpenedEvent e: _meetings[(e.Term, e.SectionId)] = e.Meetings; break;
            case StudentEnrolledEvent e: Attend(e); break;
            case StudentPromotedEvent e: Attend(e); break;
            case EnrollmentDroppedEvent e: Leave(e); break;
        }
    }

    internal ImmutableArray<RoomInfo> Rooms => [.. _rooms.Values];

    internal ListPage<RoomInfo> List(PageRequest page)
    {
        var following = _rooms.Values.Where(room => page.After is null || string.CompareOrdinal(room.Room.Value, page.After) > 0);
        var items = following.Take(page.Size + 1).ToArray();
        return items.Length > page.Size ? new ListPage<RoomInfo>(items[..page.Size], items[page.Size - 1].Room.Value) : new ListPage<RoomInfo>(items, NextAfter: null);
    }

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

    private void Attend(IEnrollmentEvent e)
    {
        if (!_byStudent.TryGetValue((e.Term, e.StudentId), out var sections)) _byStudent.Add((e.Term, e.StudentId), sections = []);
        sections.Add(e.SectionId);
    }

    // Who only waited was never added, so that it does not matter here who waited.
    private void Leave(EnrollmentDroppedEvent e)
    {
        if (_byStudent.TryGetValue((e.Term, e.StudentId), out var sections)) sections.Remove(e.SectionId);
    }

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
