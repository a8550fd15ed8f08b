namespace SmartCampus.Enrollments;

/// <summary>A seat of a section was taken.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="StudentId">The student.</param>
public sealed record SeatTakenEvent(SectionId SectionId, StudentId StudentId);
