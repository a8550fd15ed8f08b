using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>The students in order of their ids, with their enrollments.</summary>
internal sealed class StudentList : IView
{
    private readonly SortedList<string, StudentView> _students = new(StringComparer.Ordinal);
    private readonly Dictionary<StudentId, SortedList<string, EnrollmentView>> _enrollments = [];

    public static IReadOnlyCollection<Type> EventTypes { get; } =
        [typeof(StudentRegisteredEvent), typeof(HoldPlacedEvent), typeof(HoldLiftedEvent), typeof(IEnrollmentEvent)];

    public void Apply(EventEnvelope envelope)
    {
        switch (envelope.Event)
        {
            case StudentRegisteredEvent e:
                _students[e.StudentId.Value] = new StudentView(e.StudentId, e.Name, []);
                break;
            case HoldPlacedEvent e:
                SetHolds(e.StudentId, holds => [.. holds.Append(e.Hold).Order(StringComparer.Ordinal)]);
                break;
            case HoldLiftedEvent e:
                SetHolds(e.StudentId, holds => [.. holds.Where(hold => hold != e.Hold)]);
                break;
            case IEnrollmentEvent e:
                Change(e, envelope.Version);
                break;
        }
    }

    public StudentView? Find(StudentId id) => _students.GetValueOrDefault(id.Value);

    public ListPage<StudentView> List(string? search, PageRequest page) => _students.Page(
        page,
        student => string.IsNullOrWhiteSpace(search)
            || student.Id.Value.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase)
            || student.Name.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase));

    public IReadOnlyList<EnrollmentView> Enrollments(StudentId student, TermId? term) =>
        _enrollments.TryGetValue(student, out var enrollments) ? [.. enrollments.Values.Where(e => term is null || e.Term == term)] : [];

    private void SetHolds(StudentId id, Func<IReadOnlyList<string>, IReadOnlyList<string>> change)
    {
        var student = _students[id.Value];
        _students[id.Value] = student with { Holds = change(student.Holds) };
    }

    private void Change(IEnrollmentEvent about, StreamVersion version)
    {
        if (!_enrollments.TryGetValue(about.StudentId, out var enrollments)) _enrollments[about.StudentId] = enrollments = new(StringComparer.Ordinal);
        var status = about switch
        {
            StudentWaitlistedEvent => EnrollmentStatus.Waitlisted,
            EnrollmentDroppedEvent => EnrollmentStatus.Dropped,
            GradeAssignedEvent or GradeChangedEvent => EnrollmentStatus.Completed,
            _ => EnrollmentStatus.Enrolled,
        };
        enrollments[about.SectionId.Value] = new EnrollmentView(about.EnrollmentId, about.CourseId, about.Term, status, version)
        {
            Grade = about switch { GradeAssignedEvent e => e.Grade, GradeChangedEvent e => e.Grade, _ => null },
        };
    }
}
