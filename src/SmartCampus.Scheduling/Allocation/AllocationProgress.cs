namespace SmartCampus.Scheduling;

/// <summary>How far an allocation is.</summary>
/// <param name="Placed">How many sections have a time and a room now.</param>
/// <param name="Total">How many sections there are.</param>
/// <param name="Steps">How many placements were tried.</param>
public sealed record AllocationProgress(int Placed, int Total, int Steps);
