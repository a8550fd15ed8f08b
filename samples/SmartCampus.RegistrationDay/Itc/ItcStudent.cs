using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A student.</summary>
/// <param name="Id">Its number, 1 or more.</param>
/// <param name="CourseIds">The courses that the student asks for, each once, in the order of the file.</param>
public sealed record ItcStudent(int Id, ImmutableArray<int> CourseIds);
