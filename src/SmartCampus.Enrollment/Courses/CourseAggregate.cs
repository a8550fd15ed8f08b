using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>A course. Its definition never changes; another one is another course.</summary>
public sealed class CourseAggregate : Aggregate<CourseAggregate, CourseState>, IAggregate<CourseAggregate, CourseState>
{
    private CourseAggregate(StreamId id) : base(id)
    {
    }

    /// <inheritdoc/>
    public static CourseState Initial { get; } = new(Definition: null);

    /// <inheritdoc/>
    public static SnapshotSchema<CourseState>? Snapshots => null;

    /// <inheritdoc/>
    public static CourseAggregate Create(StreamId id) => new(id);

    /// <inheritdoc/>
    public static CourseState Evolve(CourseState state, object @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        return @event is CourseAddedEvent e
            ? new CourseState(new CourseDefinition(e.CourseId, e.Title, e.Credits) { Prerequisites = e.Prerequisites })
            : state;
    }

    /// <summary>Adds the course. Adding the same again changes nothing.</summary>
    /// <returns>Why not; null when it is added.</returns>
    public Refusal? Add(CourseDefinition course)
    {
        ArgumentNullException.ThrowIfNull(course);
        if (State.Definition is { } known) return IsSame(known, course) ? null : DefinitionChecks.Exists($"Course {course.Id}");
        if (DefinitionChecks.Check(course) is { } refusal) return refusal;
        Raise(new CourseAddedEvent(course.Id, course.Title, course.Credits, course.Prerequisites));
        return null;
    }

    private static bool IsSame(CourseDefinition left, CourseDefinition right) =>
        left.Title == right.Title && left.Credits == right.Credits && left.Prerequisites.SequenceEqual(right.Prerequisites);
}
