using SmartCampus.RegistrationDay.Requests;

namespace SmartCampus.RegistrationDay.Registration;

/// <summary>An outcome that the campus has acknowledged, and must therefore keep.</summary>
/// <param name="Student">The number of the student.</param>
/// <param name="Course">The number of the course.</param>
/// <param name="Kind">Satisfied or waitlisted.</param>
/// <param name="ClassIds">The classes.</param>
public sealed record Acknowledged(int Student, int Course, OutcomeKind Kind, IReadOnlyList<int> ClassIds);
