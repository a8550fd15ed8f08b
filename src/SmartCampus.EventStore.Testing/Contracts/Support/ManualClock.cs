namespace SmartCampus.Events.Testing;

/// <summary>A clock that stands still until it is told to go; timers run in real time, because stores may poll by them.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 9, 1, 8, 0, 0, 250, TimeSpan.Zero).Ticks;

    /// <summary>Called whenever somebody asks for the time.</summary>
    public event Action? Asked;

    public override DateTimeOffset GetUtcNow()
    {
        Asked?.Invoke();
        return new(Interlocked.Read(ref _ticks), TimeSpan.Zero);
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
}
