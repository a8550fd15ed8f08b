namespace SmartCampus.Benchmarks.Measuring;

/// <summary>What one system did in one turn.</summary>
/// <param name="PerSecond">Appends that were acknowledged, events read, or aggregates loaded, per second.</param>
/// <param name="P50">The median duration of an operation in microseconds.</param>
/// <param name="P99">The duration in microseconds that 99 of 100 operations did not exceed.</param>
/// <param name="Bytes">What the whole process allocated for each of them.</param>
internal sealed record Slice(double PerSecond, double P50, double P99, double Bytes)
{
    /// <summary>How many appends were acknowledged, or events read.</summary>
    public long Events { get; init; }

    /// <summary>For how many of them it was checked that the right ones are stored, or were read.</summary>
    public long Checked { get; init; }

    /// <summary>How often an append lost a race before it was acknowledged, on average; null where nothing races.</summary>
    public double? Retries { get; init; }
}
