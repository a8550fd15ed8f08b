using SmartCampus.RegistrationDay.Itc;

namespace SmartCampus.RegistrationDay.Requests;

/// <summary>A student asks for a course.</summary>
/// <param name="Student">The number of the student.</param>
/// <param name="Course">The course.</param>
public sealed record RegistrationRequest(int Student, ItcCourse Course);
