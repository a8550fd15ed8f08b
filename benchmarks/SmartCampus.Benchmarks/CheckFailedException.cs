namespace SmartCampus.Benchmarks;

/// <summary>A system did not do what it acknowledged, so its speed means nothing.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
