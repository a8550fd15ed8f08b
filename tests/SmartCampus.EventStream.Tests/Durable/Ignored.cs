namespace SmartCampus.Streams.Tests.Durable;

/// <summary>What they pass over.</summary>
public sealed record Ignored(int Number);
