using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A course.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Credits">What it counts, 0 or more.</param>
/// <param name="Prerequisites">The courses that a student must have passed before.</param>
internal sealed record CourseDto(CourseId CourseId, string Title, int Credits, IReadOnlyList<CourseId>? Prerequisites = null)
{
    public static CourseDto From(CourseDefinition course) => new(course.Id, course.Title, course.Credits, course.Prerequisites);

    public CourseDefinition ToDefinition() => new(CourseId, Title, Credits) { Prerequisites = Prerequisites ?? [] };
}
