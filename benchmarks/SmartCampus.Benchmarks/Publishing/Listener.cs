namespace SmartCampus.Benchmarks.Publishing;

/// <summary>A subscriber that adds up what it hears. There are four kinds, so that no call has a single target to inline.</summary>
internal abstract partial class Listener(Arrivals arrivals)
{
    private int _heard;

    public long Sum { get; protected set; }

    public static Listener[] Create(int count, Arrivals arrivals) => [.. Enumerable.Range(0, count).Select(number => (number % 4) switch
    {
        0 => (Listener)new North(arrivals),
        1 => new East(arrivals),
        2 => new South(arrivals),
        _ => new West(arrivals),
    })];

    public abstract void Hear(Ping ping);

    /// <summary>Hears on a thread of the subscriber's own, and tells when it has heard a whole batch.</summary>
    public void HearApart(Ping ping)
    {
        Hear(ping);
        if (++_heard < arrivals.Batch) return;
        _heard = 0;
        arrivals.Complete();
    }

    private sealed class North(Arrivals arrivals) : Listener(arrivals)
    {
        public override void Hear(Ping ping) => Sum += ping.Number;
    }

    private sealed class East(Arrivals arrivals) : Listener(arrivals)
    {
        public override void Hear(Ping ping) => Sum += ping.Number;
    }

    private sealed class South(Arrivals arrivals) : Listener(arrivals)
    {
        public override void Hear(Ping ping) => Sum += ping.Number;
    }

    private sealed class West(Arrivals arrivals) : Listener(arrivals)
    {
        public override void Hear(Ping ping) => Sum += ping.Number;
    }
}
