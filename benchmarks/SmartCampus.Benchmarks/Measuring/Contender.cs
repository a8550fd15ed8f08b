namespace SmartCampus.Benchmarks.Measuring;

/// <summary>A system and how it takes a turn under a workload.</summary>
internal sealed record Contender(string Name, Role Role, Func<TimeSpan, Task<Slice>> TakeTurnAsync);
