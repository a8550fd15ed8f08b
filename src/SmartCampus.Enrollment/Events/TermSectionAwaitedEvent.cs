namespace SmartCampus.Enrollments;

/// <summary>A student waits for a section during a term.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Term">The term.</param>
/// <param name="SectionId">The section.</param>
/// <param name="Request">All sections of the request, this one included.</param>
public sealed record TermSectionAwaitedEvent(StudentId StudentId, TermId Term, SectionId SectionId, IReadOnlyList<SectionId> Request);
