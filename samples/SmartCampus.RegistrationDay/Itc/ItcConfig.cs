using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A way to attend a course: one class in each of its subparts.</summary>
/// <param name="Id">Its number, 1 or more.</param>
/// <param name="Subparts">At least one.</param>
public sealed record ItcConfig(int Id, ImmutableArray<ItcSubpart> Subparts);
