namespace SmartCampus.Enrollments;

/// <summary>A student who waited took a seat.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="StudentId">The student.</param>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Term">The term.</param>
public sealed record StudentPromotedEvent(
    EnrollmentId EnrollmentId, StudentId StudentId, SectionId SectionId, CourseId CourseId, TermId Term) : IEnrollmentEvent;
