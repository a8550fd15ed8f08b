namespace SmartCampus.Enrollments;

/// <summary>A section of a course takes students. Title, credits and prerequisites are the course's at that moment; nothing of it changes afterwards.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">The course.</param>
/// <param name="Term">The term.</param>
/// <param name="Capacity">The seats, 0 or more.</param>
/// <param name="Meetings">When the section meets.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Credits">What the course counts, 0 or more.</param>
/// <param name="Prerequisites">The courses that a student must have passed before.</param>
public sealed record SectionOpenedEvent(
    SectionId SectionId, CourseId CourseId, TermId Term, int Capacity, MeetingPattern Meetings, string Title, int Credits, IReadOnlyList<CourseId> Prerequisites);
