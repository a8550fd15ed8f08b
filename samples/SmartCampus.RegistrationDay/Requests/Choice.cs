using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Requests;

/// <summary>A way to attend a course: one class in each subpart of one configuration.</summary>
/// <param name="ClassIds">The classes, in the order of the subparts.</param>
/// <param name="Cost">The sum of their time and room penalties.</param>
public sealed record Choice(ImmutableArray<int> ClassIds, int Cost);
