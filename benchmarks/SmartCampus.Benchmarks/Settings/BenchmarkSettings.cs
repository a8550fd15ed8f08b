namespace SmartCampus.Benchmarks.Settings;

/// <summary>What to measure, and for how long.</summary>
/// <param name="Workload">The workload's name, or "all".</param>
/// <param name="Slice">How long one system runs before the next one has its turn.</param>
/// <param name="Rounds">How often each system has its turn.</param>
/// <param name="Only">Words of which one must be in the name of a system that takes part; empty for all systems.</param>
/// <param name="Base">A word in the name of the system that the others are compared with; null for the workload's own.</param>
/// <param name="Clients">The numbers of clients that append.</param>
/// <param name="Scale">What the numbers of stored events in the reading workloads are multiplied by.</param>
/// <param name="Folder">The folder on the disk to measure.</param>
internal sealed record BenchmarkSettings(
    string Workload, TimeSpan Slice, int Rounds, IReadOnlyList<string> Only, string? Base, IReadOnlyList<int> Clients, double Scale, string Folder);
