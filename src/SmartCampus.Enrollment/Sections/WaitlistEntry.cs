namespace SmartCampus.Enrollments;

/// <summary>A student's place in a section's waitlist.</summary>
/// <param name="Student">Who waits.</param>
/// <param name="Request">All sections of the request that waits as a whole, this one included.</param>
public sealed record WaitlistEntry(StudentId Student, IReadOnlyList<SectionId> Request);
