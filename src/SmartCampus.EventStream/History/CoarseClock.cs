namespace SmartCampus.Streams;

/// <summary>
/// The time of events. Reading the system's clock takes longer than the rest of a publication, so it is read again only when its tick count has moved, every few milliseconds.
/// Any other clock is read each time. Its owner's lock guards it.
/// </summary>
internal sealed class CoarseClock(TimeProvider time)
{
    private long _readAt = long.MinValue;
    private long _ticks;

    /// <summary>The time in UTC; see <see cref="DateTimeOffset.UtcTicks"/>.</summary>
    public long Ticks
    {
        get
        {
            if (time != TimeProvider.System) return time.GetUtcNow().UtcTicks;
            var now = Environment.TickCount64;
            if (now == _readAt) return _ticks;
            _readAt = now;
            return _ticks = time.GetUtcNow().UtcTicks;
        }
    }
}
