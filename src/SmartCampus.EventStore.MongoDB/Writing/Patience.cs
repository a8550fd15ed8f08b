using System.Diagnostics;

namespace SmartCampus.Events;

/// <summary>A bounded time, by the monotonic clock.</summary>
internal sealed class Patience(TimeSpan bound)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    public bool HasEnded => Stopwatch.GetElapsedTime(_start) >= bound;
}
