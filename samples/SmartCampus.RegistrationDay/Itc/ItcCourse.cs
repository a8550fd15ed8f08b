using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A course, attended in exactly one of its configurations.</summary>
/// <param name="Id">Its number, 1 or more.</param>
/// <param name="Configs">At least one.</param>
public sealed record ItcCourse(int Id, ImmutableArray<ItcConfig> Configs);
