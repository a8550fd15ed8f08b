namespace SmartCampus.Locking;

/// <summary>What the stripes of a lock manager share.</summary>
internal sealed class LockScope
{
    private readonly double _timestampsPerTick;
    private long _token;

    public LockScope(TimeProvider time, LockMetrics metrics, Func<long> ring)
    {
        (Time, Metrics) = (time, metrics);
        _timestampsPerTick = (double)time.TimestampFrequency / TimeSpan.TicksPerSecond;
        Alarm = Alarm.For(time, ring);
    }

    public TimeProvider Time { get; }

    public LockMetrics Metrics { get; }

    public Alarm Alarm { get; }

    public LossNotifier Losses { get; } = new();

    public long Now => Time.GetTimestamp();

    /// <summary>The next fencing token. One counter for all resources, so that nothing has to be kept of each.</summary>
    public long NextToken() => Interlocked.Increment(ref _token);

    public long After(long start, TimeSpan length) =>
        length == Timeout.InfiniteTimeSpan ? long.MaxValue : start + (long)Math.Ceiling(length.Ticks * _timestampsPerTick);

    public void Acquired(long waited)
    {
        if (Metrics.IsEnabled) Metrics.Acquired(Length(waited));
    }

    public void Released(long held)
    {
        if (Metrics.IsEnabled) Metrics.Released(Length(held));
    }

    public void Lost(long held)
    {
        if (Metrics.IsEnabled) Metrics.Lost(Length(held));
    }

    private TimeSpan Length(long timestamps) => Time.GetElapsedTime(0, timestamps);
}
