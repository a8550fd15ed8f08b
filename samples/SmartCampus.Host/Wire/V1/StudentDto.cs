using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A student.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Name">What the student is called.</param>
/// <param name="Holds">The matters that keep the student from enrolling.</param>
internal sealed record StudentDto(StudentId StudentId, string Name, IReadOnlyList<string> Holds)
{
    public static StudentDto From(StudentView student) => new(student.Id, student.Name, student.Holds);
}
