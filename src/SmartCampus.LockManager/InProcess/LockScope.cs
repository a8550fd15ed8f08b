namespace SmartCampus.Locking;

/// <summary>What the stripes of a lock manager share.</summary>
internal sealed class LockScope
{
    /// <summary>By how much the slow hand is late at most.</summary>
    public static readonly TimeSpan Roughness = TimeSpan.FromMilliseconds(16);

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private readonly double _timestampsPerTick;
    private long _token;

    public LockScope(TimeProvider time, LockMetrics metrics, Func<long> ring)
    {
        (Time, Metrics) = (time, metrics);
        _timestampsPerTick = (double)time.TimestampFrequency / TimeSpan.TicksPerSecond;
        IsSystem = time == TimeProvider.System;
        Alarm = Alarm.For(time, ring);
    }

    public TimeProvider Time { get; }

    public bool IsSystem { get; }

    public LockMetrics Metrics { get; }

    public Alarm Alarm { get; }

    public LossNotifier Losses { get; } = new();

    public long Now => Time.GetTimestamp();

    /// <summary>The next fencing token. One counter for all resources, so that nothing has to be kept of each.</summary>
    public long NextToken() => Interlocked.Increment(ref _token);

    /// <summary>
    /// Whether a lease or a wait of this length may be off by the 16 ms that the slow hand is: the lease ends so much sooner, the wait so much later. Reading the
    /// exact clock is a sixth of what a lock costs.
    /// </summary>
    public bool IsRough(TimeSpan length) => IsSystem && length >= Long && !Metrics.TakesTimes;

    /// <summary>Whether a lease has run out. Most leases end long before, which the slow hand can tell.</summary>
    /// <param name="end">The lease's end.</param>
    /// <param name="ticks">Where the slow hand is.</param>
    public bool IsPast(LeaseEnd end, long ticks) => !(ticks < end.SafeUntil) && end.At <= Now;

    public long After(long start, TimeSpan length) =>
        length == Timeout.InfiniteTimeSpan ? long.MaxValue : start + (long)Math.Ceiling(length.Ticks * _timestampsPerTick);

    public TimeSpan Since(long start) => Time.GetElapsedTime(start);
}
