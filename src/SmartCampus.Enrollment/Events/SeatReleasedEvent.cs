namespace SmartCampus.Enrollments;

/// <summary>A seat of a section became free.</summary>
/// <param name="SectionId">The section.</param>
/// <param name="StudentId">The student.</param>
public sealed record SeatReleasedEvent(SectionId SectionId, StudentId StudentId);
