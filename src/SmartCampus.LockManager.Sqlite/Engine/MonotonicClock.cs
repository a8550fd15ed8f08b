namespace SmartCampus.Locking;

/// <summary>The machine's monotonic clock, by its timestamps. No wall clock decides anything here.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly double _timestampsPerTick = (double)time.TimestampFrequency / TimeSpan.TicksPerSecond;

    public TimeProvider Time { get; } = time;

    public long Now => Time.GetTimestamp();

    public long After(long start, TimeSpan length) => start + (long)(length.Ticks * _timestampsPerTick);

    public TimeSpan Since(long start) => Time.GetElapsedTime(start);

    /// <summary>What the wall clock will show at a time of this clock, unless it is set.</summary>
    public DateTimeOffset ToWallClock(long time) => Time.GetUtcNow() + Time.GetElapsedTime(Now, time);
}
