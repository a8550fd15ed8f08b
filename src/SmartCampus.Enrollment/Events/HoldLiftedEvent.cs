namespace SmartCampus.Enrollments;

/// <summary>The matter of a hold is settled.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Hold">Names the hold; a student has each at most once.</param>
public sealed record HoldLiftedEvent(StudentId StudentId, string Hold);
