namespace SmartCampus.Enrollments;

/// <summary>A student must not enroll until a matter is settled.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Hold">Names the hold; a student has each at most once.</param>
/// <param name="Reason">Why.</param>
public sealed record HoldPlacedEvent(StudentId StudentId, string Hold, string Reason);
