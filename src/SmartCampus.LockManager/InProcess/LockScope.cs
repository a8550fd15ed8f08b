namespace SmartCampus.Locking;

/// <summary>What the stripes of a lock manager share.</summary>
internal sealed class LockScope
{
    // The slow hand is some 16 ms late at most.
    private const long SlowHandMargin = 100;
    private readonly double _timestampsPerTick;
    private readonly bool _hasSlowHand;
    private long _token;

    public LockScope(TimeProvider time, LockMetrics metrics, Func<long> ring)
    {
        (Time, Metrics) = (time, metrics);
        _timestampsPerTick = (double)time.TimestampFrequency / TimeSpan.TicksPerSecond;
        _hasSlowHand = time == TimeProvider.System;
        Alarm = Alarm.For(time, ring);
    }

    public TimeProvider Time { get; }

    public LockMetrics Metrics { get; }

    public Alarm Alarm { get; }

    public LossNotifier Losses { get; } = new();

    public long Now => Time.GetTimestamp();

    /// <summary>The next fencing token. One counter for all resources, so that nothing has to be kept of each.</summary>
    public long NextToken() => Interlocked.Increment(ref _token);

    public LeaseEnd EndOf(long start, TimeSpan lease) =>
        new(After(start, lease), _hasSlowHand ? Environment.TickCount64 + (long)lease.TotalMilliseconds - SlowHandMargin : long.MinValue);

    /// <summary>
    /// Whether a lease has run out. Most leases end long before, which the slow hand of the system's clock can tell: reading the exact time is a sixth of
    /// what a lock costs.
    /// </summary>
    public bool IsPast(LeaseEnd end) => !(_hasSlowHand && Environment.TickCount64 < end.SafeUntil) && end.At <= Now;

    public long After(long start, TimeSpan length) =>
        length == Timeout.InfiniteTimeSpan ? long.MaxValue : start + (long)Math.Ceiling(length.Ticks * _timestampsPerTick);

    /// <param name="startedAt">When the wait began; null when there was none.</param>
    public void Acquired(long? startedAt)
    {
        if (Metrics.IsEnabled) Metrics.Acquired(startedAt is { } start ? Since(start) : TimeSpan.Zero);
    }

    public void Released(long acquiredAt)
    {
        if (Metrics.IsEnabled) Metrics.Released(Since(acquiredAt));
    }

    public void Lost(long acquiredAt)
    {
        if (Metrics.IsEnabled) Metrics.Lost(Since(acquiredAt));
    }

    private TimeSpan Since(long start) => Time.GetElapsedTime(start);
}
