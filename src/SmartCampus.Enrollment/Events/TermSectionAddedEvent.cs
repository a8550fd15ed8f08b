namespace SmartCampus.Enrollments;

/// <summary>A student is in a section during a term.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Term">The term.</param>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Credits">What the course counts, 0 or more.</param>
/// <param name="Meetings">When the section meets.</param>
public sealed record TermSectionAddedEvent(
    StudentId StudentId, TermId Term, SectionId SectionId, CourseId CourseId, int Credits, MeetingPattern Meetings);
