using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>The courses in order of their ids.</summary>
internal sealed class CourseList : IView
{
    private readonly SortedList<string, CourseDefinition> _courses = new(StringComparer.Ordinal);

    public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(CourseAddedEvent)];

    public void Apply(EventEnvelope envelope)
    {
        if (envelope.Event is CourseAddedEvent e)
            _courses[e.CourseId.Value] = new CourseDefinition(e.CourseId, e.Title, e.Credits) { Prerequisites = e.Prerequisites };
    }

    public CourseDefinition? Find(CourseId id) => _courses.GetValueOrDefault(id.Value);

    public ListPage<CourseDefinition> List(string? search, PageRequest page) => _courses.Page(
        page,
        course => string.IsNullOrWhiteSpace(search)
            || course.Id.Value.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase)
            || course.Title.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase));
}
