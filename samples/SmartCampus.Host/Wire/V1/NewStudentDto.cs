using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A student to register.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Name">What the student is called.</param>
internal sealed record NewStudentDto(StudentId StudentId, string Name)
{
    public StudentDefinition ToDefinition() => new(StudentId, Name);
}
