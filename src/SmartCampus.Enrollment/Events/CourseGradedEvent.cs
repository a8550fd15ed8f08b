namespace SmartCampus.Enrollments;

/// <summary>A student's transcript has a new entry, or a corrected one for the same enrollment.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="CourseId">The course.</param>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="Grade">The grade.</param>
/// <param name="Passed">Whether it passes the course, by the rules of that time.</param>
public sealed record CourseGradedEvent(StudentId StudentId, CourseId CourseId, EnrollmentId EnrollmentId, Grade Grade, bool Passed);
