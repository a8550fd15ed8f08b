namespace SmartCampus.Enrollments;

/// <summary>A course is offered.</summary>
/// <param name="CourseId">The course.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Credits">What the course counts, 0 or more.</param>
/// <param name="Prerequisites">The courses that a student must have passed before.</param>
public sealed record CourseAddedEvent(CourseId CourseId, string Title, int Credits, IReadOnlyList<CourseId> Prerequisites);
