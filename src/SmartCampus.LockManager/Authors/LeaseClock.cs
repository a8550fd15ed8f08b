namespace SmartCampus.Locking;

/// <summary>A monotonic clock, by its timestamps; for authors of lock managers. No wall clock decides anything here. Safe for use by several threads.</summary>
/// <param name="time">Where the timestamps come from.</param>
public sealed class LeaseClock(TimeProvider time)
{
    private readonly double _timestampsPerTick = (double)time.TimestampFrequency / TimeSpan.TicksPerSecond;

    /// <summary>Where the timestamps come from.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The timestamp of now.</summary>
    public long Now => Time.GetTimestamp();

    /// <summary>The timestamp so long after another one.</summary>
    public long After(long start, TimeSpan length) => start + (long)(length.Ticks * _timestampsPerTick);

    /// <summary>How much time has passed since a timestamp.</summary>
    public TimeSpan Since(long start) => Time.GetElapsedTime(start);

    /// <summary>What the wall clock will show at a timestamp, unless it is set.</summary>
    public DateTimeOffset ToWallClock(long timestamp) => Time.GetUtcNow() + Time.GetElapsedTime(Now, timestamp);
}
