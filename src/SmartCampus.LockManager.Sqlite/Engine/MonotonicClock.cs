namespace SmartCampus.Locking;

/// <summary>The machine's monotonic clock in ticks of 100 ns. No wall clock decides anything here.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly long _frequency = time.TimestampFrequency;

    public TimeProvider Time { get; } = time;

    public long Now => (long)((Int128)Time.GetTimestamp() * TimeSpan.TicksPerSecond / _frequency);

    /// <summary>What the wall clock will show at a time of this clock, unless it is set.</summary>
    public DateTimeOffset ToWallClock(long time)
    {
        var now = Time.GetUtcNow();
        var ticks = Math.Clamp(now.UtcTicks + (time - Now), DateTimeOffset.MinValue.UtcTicks, DateTimeOffset.MaxValue.UtcTicks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
