namespace SmartCampus.Enrollments;

/// <summary>A student joined the university.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Name">What the student is called.</param>
public sealed record StudentRegisteredEvent(StudentId StudentId, string Name);
