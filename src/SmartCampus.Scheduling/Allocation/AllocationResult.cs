using System.Collections.Immutable;

namespace SmartCampus.Scheduling;

/// <summary>What the allocator found: every section of the problem is either placed or unplaced.</summary>
/// <param name="Placed">The sections with a time and a room, in the order of the problem.</param>
/// <param name="Unplaced">The sections without, in the order of the problem.</param>
/// <param name="Steps">How many placements were tried.</param>
public sealed record AllocationResult(ImmutableArray<PlacedSection> Placed, ImmutableArray<UnplacedSection> Unplaced, int Steps)
{
    /// <summary>The sum of the penalties of what is placed.</summary>
    public long TotalPenalty => Placed.Sum(section => (long)section.Penalty);

    /// <summary>The placed sections whose room is too small because every room that they may be given is.</summary>
    public IEnumerable<PlacedSection> OverCapacity => Placed.Where(section => section.SeatsShort > 0);
}
