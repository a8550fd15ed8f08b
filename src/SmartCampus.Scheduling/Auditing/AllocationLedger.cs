using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>What rooms hold, and what is said of those that are too small.</summary>
internal sealed class AllocationLedger
{
    private readonly Dictionary<RoomId, RoomAddedEvent> _rooms = [];
    private readonly Dictionary<(RoomId Room, TermId Term), Dictionary<SectionId, MeetingPattern>> _held = [];
    private readonly Dictionary<(SectionId Section, TermId Term, RoomId Room), RoomConflictRaisedEvent> _conflicts = [];

    public int Bookings => _held.Values.Sum(bookings => bookings.Count);

    public int OpenConflicts => _conflicts.Count;

    public void Apply(EventEnvelope envelope, Action<string, string> report)
    {
        switch (envelope.Event)
        {
            case RoomAddedEvent e: if (!_rooms.TryAdd(e.RoomId, e)) report("double", $"Room {e.RoomId} was added again."); break;
            case RoomBookedEvent e: Book(e, report); break;
            case RoomReleasedEvent e: if (!Of(e.RoomId, e.Term).Remove(e.SectionId)) report("double", $"Section {e.SectionId} gave up room {e.RoomId}, which it did not hold."); break;
            case RoomConflictRaisedEvent e: Raise(e, report); break;
            case RoomConflictResolvedEvent e: if (!_conflicts.Remove((e.SectionId, e.Term, e.RoomId))) report("double", $"The conflict of section {e.SectionId} over room {e.RoomId} ended, and was not open."); break;
        }
    }

    public void CheckEnd(Dictionary<(TermId Term, SectionId Section), int> seats, Action<string, string> report)
    {
        foreach (var ((room, term), bookings) in _held)
        {
            foreach (var section in bookings.Keys) CheckFit(section, term, room, seats.GetValueOrDefault((term, section)), report);
        }
        foreach (var conflict in _conflicts.Values) CheckReason(conflict, seats.GetValueOrDefault((conflict.Term, conflict.SectionId)), report);
    }

    private void Book(RoomBookedEvent booked, Action<string, string> report)
    {
        var bookings = Of(booked.RoomId, booked.Term);
        if (!_rooms.TryGetValue(booked.RoomId, out var room)) report("room", $"Room {booked.RoomId} was booked and does not exist.");
        else if (room.Unavailable.Any(booked.Meetings.Overlaps)) report("room", $"Room {booked.RoomId} holds section {booked.SectionId} while it is unavailable.");
        foreach (var (section, meetings) in bookings)
        {
            if (section == booked.SectionId) report("double", $"Section {section} booked room {booked.RoomId} again.");
            else if (meetings.Overlaps(booked.Meetings)) report("room", $"Room {booked.RoomId} holds sections {section} and {booked.SectionId} at once.");
        }
        bookings[booked.SectionId] = booked.Meetings;
    }

    private void Raise(RoomConflictRaisedEvent raised, Action<string, string> report)
    {
        var key = (raised.SectionId, raised.Term, raised.RoomId);
        if (_conflicts.TryGetValue(key, out var open) && raised.Seats <= open.Seats && raised.Meetings.Equals(open.Meetings))
            report("double", $"The conflict of section {raised.SectionId} over room {raised.RoomId} was raised again and says nothing new.");
        _conflicts[key] = raised;
    }

    private void CheckFit(SectionId section, TermId term, RoomId room, int seats, Action<string, string> report)
    {
        if (seats <= CapacityOf(room)) return;
        if (!_conflicts.TryGetValue((section, term, room), out var conflict)) report("fit", $"Section {section} has {seats} students for the {CapacityOf(room)} seats of room {room}, and no conflict says so.");
        else if (conflict.Seats < seats) report("fit", $"Section {section} needs {seats} seats, and its conflict over room {room} says {conflict.Seats}.");
    }

    private void CheckReason(RoomConflictRaisedEvent conflict, int seats, Action<string, string> report)
    {
        var what = $"The conflict of section {conflict.SectionId} over room {conflict.RoomId} is open";
        if (!Of(conflict.RoomId, conflict.Term).TryGetValue(conflict.SectionId, out var meetings)) report("conflict", $"{what}, and the room is not booked.");
        else if (seats <= CapacityOf(conflict.RoomId)) report("conflict", $"{what}, and the section's {seats} students fit.");
        else if (FindFree(conflict, meetings, seats) is { } free) report("conflict", $"{what}, and room {free} has {seats} seats and is free.");
    }

    private RoomId? FindFree(RoomConflictRaisedEvent conflict, MeetingPattern meetings, int seats)
    {
        foreach (var room in _rooms.Values.Where(room => room.Capacity >= seats && !room.Unavailable.Any(meetings.Overlaps)))
        {
            var bookings = Of(room.RoomId, conflict.Term);
            if (!bookings.ContainsKey(conflict.SectionId) && !bookings.Values.Any(meetings.Overlaps)) return room.RoomId;
        }
        return null;
    }

    private int CapacityOf(RoomId room) => _rooms.TryGetValue(room, out var found) ? found.Capacity : 0;

    private Dictionary<SectionId, MeetingPattern> Of(RoomId room, TermId term)
    {
        if (!_held.TryGetValue((room, term), out var bookings)) _held.Add((room, term), bookings = []);
        return bookings;
    }
}
