namespace SmartCampus.Enrollments;

/// <summary>A student as lists show it.</summary>
/// <param name="Id">The student.</param>
/// <param name="Name">What the student is called.</param>
/// <param name="Holds">The names of the holds, in order.</param>
public sealed record StudentView(StudentId Id, string Name, IReadOnlyList<string> Holds);
