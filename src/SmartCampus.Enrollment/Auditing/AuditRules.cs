using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>Folds events into the ledger, and checks what an append has touched when all of it is in.</summary>
internal sealed class AuditRules(AuditLedger ledger, int? creditLimit)
{
    private readonly HashSet<EnrollmentId> _touched = [];
    private readonly HashSet<EnrollmentId> _seated = [];
    private CommitId _commit;
    private GlobalPosition _position;

    public List<AuditViolation> Violations { get; } = [];

    public void Apply(EventEnvelope envelope)
    {
        if (envelope.CommitId != _commit) EndCommit();
        (_commit, _position) = (envelope.CommitId, envelope.Position);
        switch (envelope.Event)
        {
            case SectionOpenedEvent e: ledger.Sections[e.SectionId] = e; break;
            case StudentRegisteredEvent e: ledger.Students.Add(e.StudentId); break;
            case CourseGradedEvent e: ledger.Grade(e); break;
            case SeatTakenEvent e: Touch(e.StudentId, e.SectionId).InSection = AuditStanding.Enrolled; break;
            case SeatReleasedEvent e: Touch(e.StudentId, e.SectionId).InSection = AuditStanding.None; break;
            case WaitlistJoinedEvent e: Touch(e.StudentId, e.SectionId).InSection = AuditStanding.Waitlisted; break;
            case WaitlistLeftEvent e: Touch(e.StudentId, e.SectionId).InSection = AuditStanding.None; break;
            case TermSectionAddedEvent e: Touch(e.StudentId, e.SectionId).InTerm = AuditStanding.Enrolled; break;
            case TermSectionAwaitedEvent e: Touch(e.StudentId, e.SectionId).InTerm = AuditStanding.Waitlisted; break;
            case TermSectionRemovedEvent e: Touch(e.StudentId, e.SectionId).InTerm = AuditStanding.None; break;
            case IEnrollmentEvent e: Move(e); break;
        }
    }

    public void EndCommit()
    {
        foreach (var id in _touched) CheckPair(id, ledger.Pair(id.Student, id.Section));
        foreach (var section in _seated.Select(id => id.Section).Distinct()) CheckCapacity(section);
        foreach (var group in _seated.GroupBy(id => (id.Student, ledger.Sections.GetValueOrDefault(id.Section)?.Term))) CheckStudent(group.Key.Student, [.. group.Select(id => id.Section)]);
        _touched.Clear();
        _seated.Clear();
    }

    private AuditPair Touch(StudentId student, SectionId section)
    {
        _touched.Add(new EnrollmentId(student, section));
        return ledger.Pair(student, section);
    }

    private void Move(IEnrollmentEvent e)
    {
        var pair = Touch(e.StudentId, e.SectionId);
        var before = pair.Enrollment;
        var (isAllowed, after) = e switch
        {
            StudentEnrolledEvent => (before is AuditStanding.None or AuditStanding.Dropped, AuditStanding.Enrolled),
            StudentWaitlistedEvent => (before is AuditStanding.None or AuditStanding.Dropped, AuditStanding.Waitlisted),
            StudentPromotedEvent => (before == AuditStanding.Waitlisted, AuditStanding.Enrolled),
            EnrollmentDroppedEvent dropped => (before == (dropped.WasWaiting ? AuditStanding.Waitlisted : AuditStanding.Enrolled), AuditStanding.Dropped),
            GradeAssignedEvent => (before == AuditStanding.Enrolled, AuditStanding.Completed),
            _ => (before == AuditStanding.Completed, AuditStanding.Completed),
        };
        if (!isAllowed) Report("transition", $"{e.EnrollmentId} was {before} when {e.GetType().Name} was stored.");
        if (after == AuditStanding.Enrolled) _seated.Add(e.EnrollmentId);

        var hadSeat = pair.HasSeat;
        pair.Enrollment = after;
        pair.Request = (e as StudentWaitlistedEvent)?.Request ?? [];
        var change = (pair.HasSeat ? 1 : 0) - (hadSeat ? 1 : 0);
        ledger.Seats[e.SectionId] = ledger.Seats.GetValueOrDefault(e.SectionId) + change;
    }

    private void CheckPair(EnrollmentId id, AuditPair pair)
    {
        if (!pair.Agrees)
            Report("agreement", $"{id} is {pair.Enrollment}, but {pair.InSection} in the section and {pair.InTerm} in the student's term.");
        foreach (var section in pair.Request)
        {
            var sibling = ledger.Pair(id.Student, section);
            if (sibling.Enrollment != AuditStanding.Waitlisted || !sibling.Request.SequenceEqual(pair.Request))
                Report("request", $"{id} waits together with section {section}, which is {sibling.Enrollment}.");
        }
    }

    private void CheckCapacity(SectionId id)
    {
        if (!ledger.Sections.TryGetValue(id, out var section)) Report("capacity", $"Section {id} has students, but was never opened.");
        else if (ledger.Seats[id] > section.Capacity) Report("capacity", $"Section {id} has {ledger.Seats[id]} students in {section.Capacity} seats.");
    }

    private void CheckStudent(StudentId student, IReadOnlyList<SectionId> seated)
    {
        if (!ledger.Students.Contains(student)) Report("transition", $"Student {student} has a seat, but was never registered.");
        if (!ledger.Sections.TryGetValue(seated[0], out var first)) return;
        var all = ledger.SeatsOf(student, first.Term);
        foreach (var section in all.Where(section => seated.Contains(section.SectionId)))
        {
            foreach (var other in all)
            {
                if (other.SectionId != section.SectionId && other.Meetings.Overlaps(section.Meetings))
                    Report("clash", $"Student {student} is in sections {section.SectionId} and {other.SectionId}, which meet at once.");
            }

            foreach (var course in section.Prerequisites.Where(course => !ledger.HasPassed(student, course)))
                Report("prerequisite", $"Student {student} is in section {section.SectionId} without having passed {course}.");
        }

        var credits = all.GroupBy(section => section.CourseId).Sum(course => course.Max(section => section.Credits));
        if (credits > creditLimit) Report("credits", $"Student {student} has {credits} credits in term {first.Term}; the limit is {creditLimit}.");
    }

    private void Report(string rule, string message) => Violations.Add(new AuditViolation(rule, message, _position));
}
