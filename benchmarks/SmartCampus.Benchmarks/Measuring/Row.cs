namespace SmartCampus.Benchmarks.Measuring;

/// <summary>A system's turns, one for each round.</summary>
internal sealed record Row(string Name, Role Role)
{
    public List<Slice> Slices { get; } = [];

    public double PerSecond => Median(slice => slice.PerSecond);

    public double Median(Func<Slice, double> value) => Median([.. Slices.Select(value)]);

    /// <summary>How many times as fast as another system, taken within each round.</summary>
    public (double Median, double Lowest, double Highest) Against(Row other)
    {
        var ratios = Slices.Zip(other.Slices, (own, others) => own.PerSecond / others.PerSecond).ToArray();
        return (Median(ratios), ratios.Min(), ratios.Max());
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
