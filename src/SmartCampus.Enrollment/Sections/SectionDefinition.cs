namespace SmartCampus.Enrollments;

/// <summary>A section to open.</summary>
/// <param name="Id">The section.</param>
/// <param name="Course">Its course, which must exist.</param>
/// <param name="Term">Its term, which must exist.</param>
/// <param name="Capacity">The seats, 0 to 1,000,000.</param>
/// <param name="Meetings">When it meets. Place the section first: a pattern never changes, so that it cannot make two sections of a student clash.</param>
public sealed record SectionDefinition(SectionId Id, CourseId Course, TermId Term, int Capacity, MeetingPattern Meetings);
