namespace SmartCampus.Enrollments;

/// <summary>A course as its events tell it.</summary>
/// <param name="Definition">What was added; null when the course does not exist.</param>
public sealed record CourseState(CourseDefinition? Definition);
