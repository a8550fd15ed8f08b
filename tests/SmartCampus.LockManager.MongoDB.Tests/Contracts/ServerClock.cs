namespace SmartCampus.Locking.Tests.Contracts;

/// <summary>A server's clock that goes as a manager's monotonic one does: another machine's, which no jump of the manager's wall clock moves.</summary>
internal sealed class ServerClock : TimeProvider
{
    private DateTimeOffset _start = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private TimeProvider? _pace;
    private long _begun;

    /// <summary>Goes on at the pace of a clock.</summary>
    public void Follow(TimeProvider pace)
    {
        if (pace == _pace) return;
        (_start, _begun, _pace) = (GetUtcNow(), pace.GetTimestamp(), pace);
    }

    public override DateTimeOffset GetUtcNow() => _pace is null ? _start : _start + _pace.GetElapsedTime(_begun);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        _pace!.CreateTimer(callback, state, dueTime, period);
}
