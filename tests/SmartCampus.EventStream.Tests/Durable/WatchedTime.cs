using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>A clock that the test moves, and that knows who waits for it.</summary>
public sealed class WatchedTime() : FakeTimeProvider(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentQueue<TimeSpan> _timers = new();

    /// <summary>How many pauses of this length were begun.</summary>
    public int Pauses(TimeSpan length) => _timers.Count(timer => timer == length);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Enqueue(dueTime);
        return timer;
    }
}
