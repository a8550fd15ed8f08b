namespace SmartCampus.Enrollments;

/// <summary>A course to offer.</summary>
/// <param name="Id">The course.</param>
/// <param name="Title">What it is called; not empty, at most 200 characters.</param>
/// <param name="Credits">What it counts, 0 to 1,000.</param>
public sealed record CourseDefinition(CourseId Id, string Title, int Credits)
{
    /// <summary>The courses that a student must have passed before; none by default.</summary>
    public IReadOnlyList<CourseId> Prerequisites { get; init; } = [];
}
