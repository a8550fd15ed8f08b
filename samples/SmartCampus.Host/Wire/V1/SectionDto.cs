using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A section with its seats.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">Its course.</param>
/// <param name="Title">The course's title.</param>
/// <param name="Term">Its term.</param>
/// <param name="Credits">The course's credits.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="Enrolled">How many of them are taken.</param>
/// <param name="SeatsLeft">How many of them are free.</param>
/// <param name="Waitlisted">How many students wait.</param>
/// <param name="Meetings">When it meets.</param>
internal sealed record SectionDto(
    SectionId SectionId, CourseId CourseId, string Title, TermId Term, int Credits, int Capacity, int Enrolled, int SeatsLeft, int Waitlisted, MeetingPattern Meetings)
{
    public static SectionDto From(SectionView section) => new(
        section.Id, section.Course, section.Title, section.Term, section.Credits,
        section.Capacity, section.Enrolled, section.SeatsLeft, section.Waiting, section.Meetings);
}
