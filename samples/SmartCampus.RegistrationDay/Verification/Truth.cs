using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.RegistrationDay.Verification;

/// <summary>Who sits and who waits where, folded from the events of enrollments alone; and the rooms, from theirs.</summary>
internal sealed class Truth
{
    private readonly Dictionary<SectionId, HashSet<StudentId>> _seated = [];
    private readonly Dictionary<SectionId, HashSet<StudentId>> _waiting = [];

    public HashSet<CourseId> Courses { get; } = [];

    public Dictionary<SectionId, int> Capacities { get; } = [];

    public HashSet<StudentId> Students { get; } = [];

    public RoomLedger Rooms { get; } = new();

    /// <summary>Folds events.</summary>
    public static Truth Of(IEnumerable<EventEnvelope> events)
    {
        var truth = new Truth();
        foreach (var envelope in events) truth.Apply(envelope);
        return truth;
    }

    private void Apply(EventEnvelope envelope)
    {
        Rooms.Apply(envelope);
        switch (envelope.Event)
        {
            case CourseAddedEvent e: Courses.Add(e.CourseId); break;
            case SectionOpenedEvent e: Capacities[e.SectionId] = e.Capacity; break;
            case StudentRegisteredEvent e: Students.Add(e.StudentId); break;
            case StudentEnrolledEvent e: Of(_seated, e.SectionId).Add(e.StudentId); break;
            case StudentWaitlistedEvent e: Of(_waiting, e.SectionId).Add(e.StudentId); break;
            case StudentPromotedEvent e:
                Of(_waiting, e.SectionId).Remove(e.StudentId);
                Of(_seated, e.SectionId).Add(e.StudentId);
                break;
            case EnrollmentDroppedEvent e:
                Of(_waiting, e.SectionId).Remove(e.StudentId);
                Of(_seated, e.SectionId).Remove(e.StudentId);
                break;
        }
    }

    public IReadOnlySet<StudentId> Seated(SectionId section) => Of(_seated, section);

    public IReadOnlySet<StudentId> Waiting(SectionId section) => Of(_waiting, section);

    /// <summary>Whether the store has what somebody was told; who waited may have been promoted since.</summary>
    public bool Has(StudentId student, SectionId section, bool mayWait) =>
        Seated(section).Contains(student) || (mayWait && Waiting(section).Contains(student));

    /// <summary>What each student holds: seats, and places in waitlists.</summary>
    public Dictionary<StudentId, HashSet<(SectionId Section, bool IsWaiting)>> ByStudent()
    {
        var students = Students.ToDictionary(student => student, _ => new HashSet<(SectionId, bool)>());
        var held = _seated.SelectMany(s => s.Value.Select(student => (student, (s.Key, false))))
            .Concat(_waiting.SelectMany(w => w.Value.Select(student => (student, (w.Key, true)))));
        foreach (var (student, place) in held)
        {
            if (!students.TryGetValue(student, out var places)) students[student] = places = [];
            places.Add(place);
        }
        return students;
    }

    private static HashSet<StudentId> Of(Dictionary<SectionId, HashSet<StudentId>> sets, SectionId section)
    {
        if (!sets.TryGetValue(section, out var set)) sets[section] = set = [];
        return set;
    }
}
