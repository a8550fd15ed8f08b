namespace SmartCampus.Enrollments;

/// <summary>A student joined a section's waitlist, as part of a request that waits as a whole.</summary>
/// <param name="EnrollmentId">The enrollment.</param>
/// <param name="StudentId">The student.</param>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Term">The term.</param>
/// <param name="Request">All sections of the request, this one included.</param>
/// <param name="Position">The place in this section's waitlist when joining, from 1.</param>
public sealed record StudentWaitlistedEvent(
    EnrollmentId EnrollmentId, StudentId StudentId, SectionId SectionId, CourseId CourseId, TermId Term, IReadOnlyList<SectionId> Request, int Position) : IEnrollmentEvent;
