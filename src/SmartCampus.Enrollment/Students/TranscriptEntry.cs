namespace SmartCampus.Enrollments;

/// <summary>A grade in a student's transcript.</summary>
/// <param name="Course">The course.</param>
/// <param name="Grade">The grade.</param>
/// <param name="Passed">Whether it passes the course.</param>
public sealed record TranscriptEntry(CourseId Course, Grade Grade, bool Passed);
