namespace SmartCampus.Benchmarks.Publishing;

/// <summary>What is published: one object, made before the time is taken.</summary>
internal sealed partial record Ping(long Number);
