namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>A clock that stands still, with timers that run: for tests with real threads in which no time may matter.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
