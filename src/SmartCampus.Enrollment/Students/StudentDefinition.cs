namespace SmartCampus.Enrollments;

/// <summary>A student to register.</summary>
/// <param name="Id">The student.</param>
/// <param name="Name">What the student is called; not empty, at most 200 characters.</param>
public sealed record StudentDefinition(StudentId Id, string Name);
