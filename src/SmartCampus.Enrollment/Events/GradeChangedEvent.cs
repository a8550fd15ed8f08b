namespace SmartCampus.Enrollments;

/// <summary>A grade was corrected.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="StudentId">The student.</param>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Term">The term.</param>
/// <param name="Grade">The grade.</param>
/// <param name="Passed">Whether it passes the course, by the rules of that time.</param>
/// <param name="Previous">The grade until then.</param>
/// <param name="Reason">Why.</param>
public sealed record GradeChangedEvent(
    EnrollmentId EnrollmentId, StudentId StudentId, SectionId SectionId, CourseId CourseId, TermId Term, Grade Grade, bool Passed, Grade Previous, string Reason) : IEnrollmentEvent;
