namespace SmartCampus.Locking;

/// <summary>An alarm by the timers of a clock that is not the system's.</summary>
internal sealed class TimerAlarm : Alarm
{
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public TimerAlarm(TimeProvider time, Func<long> ring) : base(ring)
    {
        _time = time;
        _timer = time.CreateTimer(static alarm => ((TimerAlarm)alarm!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    protected override void Plan(long due)
    {
        var left = _time.GetElapsedTime(_time.GetTimestamp(), due);
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
    }
}
