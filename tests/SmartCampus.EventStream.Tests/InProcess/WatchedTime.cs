using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>A clock that tells when something waits for it, so that a test moves it neither too early nor at random.</summary>
internal sealed class WatchedTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits for the next timer and gives how long it waits.</summary>
    public Task<TimeSpan> TimerAsync() => _timers.Reader.ReadAsync().Soon();
}
