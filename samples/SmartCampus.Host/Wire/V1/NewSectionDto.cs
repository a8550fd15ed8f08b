using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A section to open.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="CourseId">Its course.</param>
/// <param name="Term">Its term.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="Meetings">When it meets; left out when it never does.</param>
internal sealed record NewSectionDto(SectionId SectionId, CourseId CourseId, TermId Term, int Capacity, MeetingPattern? Meetings = null)
{
    public SectionDefinition ToDefinition() => new(SectionId, CourseId, Term, Capacity, Meetings ?? MeetingPattern.None);
}
