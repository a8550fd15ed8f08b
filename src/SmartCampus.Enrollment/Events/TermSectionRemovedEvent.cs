namespace SmartCampus.Enrollments;

/// <summary>A student left a section, or waits for it no more.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Term">The term.</param>
/// <param name="SectionId">The section.</param>
public sealed record TermSectionRemovedEvent(StudentId StudentId, TermId Term, SectionId SectionId);
