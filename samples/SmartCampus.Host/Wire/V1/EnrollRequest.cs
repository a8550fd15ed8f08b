using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A student asks for a seat in one section.</summary>
/// <param name="StudentId">The student, such as student-123.</param>
/// <param name="SectionId">The section, such as section-456.</param>
internal sealed record EnrollRequest(StudentId StudentId, SectionId SectionId);
