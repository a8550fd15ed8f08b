namespace SmartCampus.Enrollments;

/// <summary>A section as lists show it.</summary>
/// <param name="Id">The section.</param>
/// <param name="Course">Its course.</param>
/// <param name="Title">The course's title.</param>
/// <param name="Term">Its term.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="Enrolled">How many of them are taken.</param>
/// <param name="Waiting">How many students wait.</param>
/// <param name="Credits">The course's credits.</param>
/// <param name="Meetings">When it meets.</param>
public sealed record SectionView(
    SectionId Id, CourseId Course, string Title, TermId Term, int Capacity, int Enrolled, int Waiting, int Credits, MeetingPattern Meetings)
{
    /// <summary>The free seats.</summary>
    public int SeatsLeft => Capacity - Enrolled;
}
