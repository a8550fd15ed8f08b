namespace SmartCampus.Enrollments;

/// <summary>A student took the last place of a section's waitlist.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="StudentId">The student.</param>
/// <param name="Request">All sections of the request, this one included.</param>
public sealed record WaitlistJoinedEvent(SectionId SectionId, StudentId StudentId, IReadOnlyList<SectionId> Request);
