using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>The sections in order of their ids, with the seats taken.</summary>
internal sealed class SectionList : IView
{
    private readonly SortedList<string, SectionView> _sections = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<Type> EventTypes { get; } =
        [typeof(SectionOpenedEvent), typeof(StudentEnrolledEvent), typeof(StudentWaitlistedEvent), typeof(StudentPromotedEvent), typeof(EnrollmentDroppedEvent)];

    public void Apply(EventEnvelope envelope)
    {
        switch (envelope.Event)
        {
            case SectionOpenedEvent e:
                _sections[e.SectionId.Value] = new SectionView(e.SectionId, e.CourseId, e.Title, e.Term, e.Capacity, Enrolled: 0, Waiting: 0, e.Credits, e.Meetings);
                break;
            case StudentEnrolledEvent e:
                Count(e.SectionId, enrolled: 1, waiting: 0);
                break;
            case StudentWaitlistedEvent e:
                Count(e.SectionId, enrolled: 0, waiting: 1);
                break;
            case StudentPromotedEvent e:
                Count(e.SectionId, enrolled: 1, waiting: -1);
                break;
            case EnrollmentDroppedEvent { WasWaiting: true } e:
                Count(e.SectionId, enrolled: 0, waiting: -1);
                break;
            case EnrollmentDroppedEvent e:
                Count(e.SectionId, enrolled: -1, waiting: 0);
                break;
        }
    }

    public SectionView? Find(SectionId id) => _sections.GetValueOrDefault(id.Value);

    public ListPage<SectionView> List(TermId? term, CourseId? course, PageRequest page) =>
        _sections.Page(page, section => (term is null || section.Term == term) && (course is null || section.Course == course));

    public IReadOnlyList<SectionId> FindPromotable() => [.. _sections.Values.Where(s => s.SeatsLeft > 0 && s.Waiting > 0).Select(s => s.Id)];

    private void Count(SectionId id, int enrolled, int waiting)
    {
        var section = _sections[id.Value];
        _sections[id.Value] = section with { Enrolled = section.Enrolled + enrolled, Waiting = section.Waiting + waiting };
    }
}
