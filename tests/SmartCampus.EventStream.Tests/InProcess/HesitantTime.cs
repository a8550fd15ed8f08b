namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>A clock that takes its time, as a seed decides: the stream reads it under its lock, so that the other actors pile up where they meet.</summary>
internal sealed class HesitantTime(int seed) : TimeProvider
{
    private int _reads;

    public override DateTimeOffset GetUtcNow()
    {
        var random = new Random(HashCode.Combine(seed, Interlocked.Increment(ref _reads)));
        if (random.Next(3) == 0) Thread.Yield();
        Thread.SpinWait(random.Next(300));
        return DateTimeOffset.UnixEpoch;
    }
}
