namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>Has no timers.</summary>
internal sealed class BrokenTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => throw new IOException("No timers left.");
}
