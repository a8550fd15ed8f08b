using System.Diagnostics;

namespace SmartCampus.Benchmarks.Measuring;

/// <summary>A histogram of durations, from one tick of the stopwatch on, in buckets at most 1.6 % wide. Recording allocates nothing.</summary>
internal sealed class Latencies
{
    // The exponent and the first six bits of the fraction of a double, taken as a number, grow evenly with its logarithm.
    private const int Shift = 52 - 6;
    private const long First = 1023L << 6;
    private readonly long[] _counts = new long[48 << 6];

    public long Count { get; private set; }

    public void Record(long ticks)
    {
        var bucket = (BitConverter.DoubleToInt64Bits(Math.Max(ticks, 1)) >> Shift) - First;
        _counts[Math.Min(bucket, _counts.Length - 1)]++;
        Count++;
    }

    public void Add(Latencies other)
    {
        for (var bucket = 0; bucket < _counts.Length; bucket++) _counts[bucket] += other._counts[bucket];
        Count += other.Count;
    }

    /// <summary>The duration, in microseconds, that the given share of the operations did not exceed; not a number when there were none.</summary>
    public double Microseconds(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            left -= _counts[bucket];
            if (left <= 0 && Count > 0) return BitConverter.Int64BitsToDouble((bucket + First) << Shift) * 1e6 / Stopwatch.Frequency;
        }
        return double.NaN;
    }
}
