using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A section that could not be placed.</summary>
/// <param name="Section">The section.</param>
/// <param name="Reason">Why.</param>
/// <param name="InTheWay">The sections that hold its rooms at its times, in the order of the problem; empty when no section is to blame.</param>
public sealed record UnplacedSection(SectionId Section, UnplacedReason Reason, ImmutableArray<SectionId> InTheWay);
