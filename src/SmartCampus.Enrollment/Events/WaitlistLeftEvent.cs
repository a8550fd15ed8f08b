namespace SmartCampus.Enrollments;

/// <summary>A student left a section's waitlist, be it for a seat.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="StudentId">The student.</param>
public sealed record WaitlistLeftEvent(SectionId SectionId, StudentId StudentId);
