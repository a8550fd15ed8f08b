using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A pattern that a section may be given.</summary>
/// <param name="Pattern">When the section would meet.</param>
/// <param name="Penalty">What choosing it costs, 0 or more.</param>
public sealed record TimeOption(MeetingPattern Pattern, int Penalty);
