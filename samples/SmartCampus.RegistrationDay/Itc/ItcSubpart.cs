using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A part of a course, such as its lectures or its seminars; a student attends one class of it.</summary>
/// <param name="Id">Its number, 1 or more.</param>
/// <param name="Classes">At least one.</param>
public sealed record ItcSubpart(int Id, ImmutableArray<ItcClass> Classes);
