using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.RegistrationDay.Campuses;
using SmartCampus.RegistrationDay.Itc;
using SmartCampus.RegistrationDay.Registration;
using SmartCampus.RegistrationDay.Reporting;
using SmartCampus.RegistrationDay.Requests;
using SmartCampus.Scheduling;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Compares what the store holds: with the rules, with what the campus answers, and with what it has acknowledged.</summary>
internal sealed class Verifier
{
    private readonly CampusPlan _plan;
    private readonly ICampus _campus;
    private readonly IReadOnlyList<EventEnvelope> _events;
    private readonly Truth _truth;

    private Verifier(CampusPlan plan, ICampus campus, IReadOnlyList<EventEnvelope> events) =>
        (_plan, _campus, _events, _truth) = (plan, campus, events, Truth.Of(events));

    /// <summary>The bookings of the plan that were never made.</summary>
    public IReadOnlyList<RoomBooking> MissingBookings => [.. _plan.Bookings.Where(b => !_truth.Rooms.WasBooked(b))];

    /// <summary>Reads everything again, from position 0.</summary>
    public static async Task<Verifier> ReadAsync(CampusPlan plan, ICampus campus, CancellationToken cancellationToken) =>
        new(plan, campus, await campus.ReadEventsAsync(cancellationToken).ToArrayAsync(cancellationToken));

    /// <summary>Says what the scheduler made of the day.</summary>
    public async Task<Schedule> FoldScheduleAsync(TimeSpan timeToFollow, CancellationToken cancellationToken) =>
        new(await SchedulingAudit.RunOverAsync(_events.ToAsyncEnumerable(), cancellationToken), _truth.Rooms.Moves, timeToFollow);

    /// <summary>Verifies what has become of the day.</summary>
    /// <param name="scheduling">The audit of timetables and rooms.</param>
    /// <param name="acknowledged">What was acknowledged, by this run and those before it.</param>
    /// <param name="tally">What this run has counted.</param>
    /// <param name="progress">Told the share that is done, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    public async Task<IReadOnlyList<Check>> RunAsync(
        SchedulingAuditReport scheduling, IReadOnlyList<Acknowledged> acknowledged, Tally tally, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var enrollments = await EnrollmentAudit.RunOverAsync(_events.ToAsyncEnumerable(), creditLimit: null, cancellationToken);
        return
        [
            Rule("no section is above its limit", enrollments.Violations, "capacity"),
            Rule("no student is in two sections that meet at once", enrollments.Violations, "clash"),
            Rule("no student is twice in a section", enrollments.Violations, "transition"),
            Rule("requests wait as a whole", enrollments.Violations, "request"),
            Rule("section, student's term and enrollment agree after every append", enrollments.Violations, "agreement"),
            Rule("no room holds two meetings at once, or one while it is unavailable", scheduling.Violations, "room"),
            Rule("every section fits its room, or a conflict says that it does not", scheduling.Violations, "fit", "conflict"),
            Rule("timetables have every seat and nothing else", scheduling.Violations, "timetable", "source"),
            Rule("the scheduler did nothing twice", scheduling.Violations, "double"),
            new Check("the import is complete", [.. CountComparison.Import(_plan, _truth)]),
            new Check("sections as listed equal the replayed truth", await SectionsAsync(cancellationToken)),
            .. await StudentsAsync(progress, cancellationToken),
            .. await LocksAsync(cancellationToken),
            FindLost("everything acknowledged is there", acknowledged),
            new Check("counts add up", [.. CountComparison.Registration(_plan, _truth, tally)]),
        ];
    }

    /// <summary>Looks for what was acknowledged.</summary>
    public Check FindLost(string name, IReadOnlyList<Acknowledged> acknowledged) => new(name,
    [
        .. from entry in acknowledged
           let student = CampusPlan.ToStudentId(entry.Student)
           from section in entry.ClassIds.Select(ItcAllocation.ToSectionId)
           where !_truth.Has(student, section, mayWait: entry.Kind == OutcomeKind.Waitlisted)
           select $"student {student} was told {entry.Kind} for section {section}; the store does not have it",
    ]);

    private static Check Rule(string name, IEnumerable<AuditViolation> violations, params string[] rules) =>
        new(name, [.. violations.Where(v => rules.Contains(v.Rule)).Select(v => $"position {v.Position}: {v.Message}")]);

    private async Task<IReadOnlyList<string>> SectionsAsync(CancellationToken cancellationToken)
    {
        var listed = (await _campus.GetSectionsAsync(_plan.Term, cancellationToken)).ToDictionary(s => s.Section);
        return
        [
            .. _plan.Definition.Sections.Where(s => !listed.ContainsKey(s.Id)).Select(s => $"section {s.Id} is not listed"),
            .. listed.Values
                .Where(s => s.Capacity - s.SeatsLeft != _truth.Seated(s.Section).Count || s.Waiting != _truth.Waiting(s.Section).Count)
                .Select(s => $"section {s.Section} is listed with {s.Capacity - s.SeatsLeft} seated and {s.Waiting} waiting; it has {_truth.Seated(s.Section).Count} and {_truth.Waiting(s.Section).Count}"),
        ];
    }

    private async Task<IReadOnlyList<Check>> StudentsAsync(IProgress<double> progress, CancellationToken cancellationToken)
    {
        var (enrollments, timetables) = (new List<string>(), new List<string>());
        var (byStudent, rooms, done) = (_truth.ByStudent(), _truth.Rooms.BySection, 0);
        foreach (var student in _plan.Definition.Students)
        {
            var held = byStudent.GetValueOrDefault(student.Id) ?? [];
            var listed = await _campus.GetHeldAsync(student.Id, _plan.Term, cancellationToken);
            if (!held.SetEquals(listed.Select(h => (ItcAllocation.ToSectionId(h.ClassId), h.IsWaiting))))
                enrollments.Add($"student {student.Id} is listed with {listed.Count} enrollments that are not those of the store");
            var timetable = await _campus.GetTimetableAsync(student.Id, _plan.Term, cancellationToken);
            if (!Meetings(held, rooms).ToHashSet().SetEquals(timetable))
                timetables.Add($"student {student.Id} has a timetable of {timetable.Count} meetings that are not those of the enrollments");
            progress.Report((double)++done / _plan.Definition.Students.Count);
        }
        return
        [
            new Check("students' enrollments as listed equal the replayed truth", enrollments),
            new Check("students' timetables equal their enrollments", timetables),
        ];
    }

    /// <summary>The meetings that follow from seats: each in the section's room, or without one.</summary>
    private IEnumerable<TimetableEntry> Meetings(IEnumerable<(SectionId Section, bool IsWaiting)> held, ILookup<SectionId, RoomId> rooms) =>
        from place in held
        where !place.IsWaiting
        from time in _plan.Classes[ItcAllocation.ToClassId(place.Section)].Meetings.Times
        from room in rooms[place.Section].Select(room => (RoomId?)room).DefaultIfEmpty()
        select new TimetableEntry(place.Section, time, room);

    private async Task<IReadOnlyList<Check>> LocksAsync(CancellationToken cancellationToken)
    {
        if (_campus.Locks is not { } locks) return [];
        var held = await locks.InspectAsync(cancellationToken: cancellationToken);
        return [new Check("no lock is left held", [.. held.Select(h => $"{h.Owner} holds {h.ResourceId} until {h.ExpiresAt:O}")])];
    }
}
