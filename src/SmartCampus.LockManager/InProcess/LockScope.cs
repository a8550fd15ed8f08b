namespace SmartCampus.Locking;

/// <summary>What the stripes of a lock manager share.</summary>
internal sealed class LockScope
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private readonly double _timestampsPerTick;
    private readonly bool _isSystem;
    private long _token;

    public LockScope(TimeProvider time, LockMetrics metrics, Func<long> ring)
    {
        (Time, Metrics) = (time, metrics);
        _timestampsPerTick = (double)time.TimestampFrequency / TimeSpan.TicksPerSecond;
        _isSystem = time == TimeProvider.System;
        Alarm = Alarm.For(time, ring);
    }

    public TimeProvider Time { get; }

    public LockMetrics Metrics { get; }

    public Alarm Alarm { get; }

    public LossNotifier Losses { get; } = new();

    public long Now => Time.GetTimestamp();

    /// <summary>The next fencing token. One counter for all resources, so that nothing has to be kept of each.</summary>
    public long NextToken() => Interlocked.Increment(ref _token);

    /// <summary>
    /// Whether a lease of this length may be counted from up to 16 ms before it begins. Reading the exact clock is a sixth of what a lock costs.
    /// </summary>
    public bool IsRough(TimeSpan length) => _isSystem && length >= Long && !Metrics.TakesTimes;

    /// <summary>Whether a lease has run out. Most leases end long before, which the slow hand can tell.</summary>
    public bool IsPast(LeaseEnd end) => !(Environment.TickCount64 < end.SafeUntil) && end.At <= Now;

    public long After(long start, TimeSpan length) =>
        length == Timeout.InfiniteTimeSpan ? long.MaxValue : start + (long)Math.Ceiling(length.Ticks * _timestampsPerTick);

    public TimeSpan Since(long start) => Time.GetElapsedTime(start);
}
