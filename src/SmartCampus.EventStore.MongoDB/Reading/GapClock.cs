using System.Diagnostics;

namespace SmartCampus.Events;

/// <summary>How long a reader has seen positions missing, by the monotonic clock.</summary>
internal sealed class GapClock
{
    private long _upTo = -1, _since;

    /// <summary>For how long the gap that ends at a position has been seen; one that ends elsewhere is another gap.</summary>
    public TimeSpan Waited(long upTo)
    {
        if (_upTo != upTo) (_upTo, _since) = (upTo, Stopwatch.GetTimestamp());
        return Stopwatch.GetElapsedTime(_since);
    }
}
