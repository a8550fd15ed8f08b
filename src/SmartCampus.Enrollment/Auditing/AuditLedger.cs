namespace SmartCampus.Enrollments;

/// <summary>What the events add up to, as far as the rules need it.</summary>
internal sealed class AuditLedger
{
    private readonly Dictionary<EnrollmentId, AuditPair> _pairs = [];
    private readonly Dictionary<StudentId, List<EnrollmentId>> _ofStudent = [];
    private readonly Dictionary<StudentId, Dictionary<EnrollmentId, CourseGradedEvent>> _grades = [];

    public Dictionary<SectionId, SectionOpenedEvent> Sections { get; } = [];

    public HashSet<StudentId> Students { get; } = [];

    public Dictionary<SectionId, int> Seats { get; } = [];

    public AuditPair Pair(StudentId student, SectionId section)
    {
        var id = new EnrollmentId(student, section);
        if (_pairs.TryGetValue(id, out var pair)) return pair;
        if (!_ofStudent.TryGetValue(student, out var all)) _ofStudent[student] = all = [];
        all.Add(id);
        return _pairs[id] = new AuditPair();
    }

    /// <summary>The sections of a term in which a student has a seat.</summary>
    public SectionOpenedEvent[] SeatsOf(StudentId student, TermId term) => _ofStudent.TryGetValue(student, out var all)
        ? [.. all.Where(id => _pairs[id].HasSeat && Sections.TryGetValue(id.Section, out var section) && section.Term == term).Select(id => Sections[id.Section])]
        : [];

    public int CountOf(AuditStanding standing) => _pairs.Values.Count(pair => pair.Enrollment == standing);

    public void Grade(CourseGradedEvent graded)
    {
        if (!_grades.TryGetValue(graded.StudentId, out var grades)) _grades[graded.StudentId] = grades = [];
        grades[graded.EnrollmentId] = graded;
    }

    public bool HasPassed(StudentId student, CourseId course) =>
        _grades.TryGetValue(student, out var grades) && grades.Values.Any(grade => grade.Passed && grade.CourseId == course);
}
