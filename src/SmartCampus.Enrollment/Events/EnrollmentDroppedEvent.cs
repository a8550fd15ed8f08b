namespace SmartCampus.Enrollments;

/// <summary>A student left a section or its waitlist.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="StudentId">The student.</param>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Term">The term.</param>
/// <param name="WasWaiting">Whether the student only waited, so that no seat became free.</param>
public sealed record EnrollmentDroppedEvent(
    EnrollmentId EnrollmentId, StudentId StudentId, SectionId SectionId, CourseId CourseId, TermId Term, bool WasWaiting) : IEnrollmentEvent;
