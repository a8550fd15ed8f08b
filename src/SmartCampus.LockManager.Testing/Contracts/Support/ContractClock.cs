using Microsoft.Extensions.Time.Testing;

namespace SmartCampus.Locking.Testing;

/// <summary>A clock that stands still until it is told to go, and whose wall clock can jump while its monotonic one does not.</summary>
internal sealed class ContractClock() : FakeTimeProvider(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero))
{
    private TimeSpan _off;
    private TimeSpan _stopped;

    /// <summary>Called before somebody is told the monotonic time.</summary>
    public Action? Asked { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _stopped + _off;

    public override long GetTimestamp()
    {
        Asked?.Invoke();
        return (base.GetUtcNow() + _stopped).Ticks;
    }

    /// <summary>Sets the wall clock forward or back.</summary>
    public void Jump(TimeSpan by) => _off += by;

    /// <summary>Lets time pass as if the process had been stopped meanwhile: timers will run late.</summary>
    public void Stop(TimeSpan length) => _stopped += length;
}
