using System.Globalization;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Publishing;

/// <summary>One publisher and 1, 10 and 100 subscribers that only count.</summary>
internal static class PublishWorkload
{
    private const int Batch = 256;
    private static readonly Ping Message = new(1);

    public static async Task RunAsync(Bench bench)
    {
        PublishPeers.Announce(bench);
        // The compiler settles on calls with every kind of subscriber, before anything is measured.
        await WithSystemsAsync(bench, 8, async subscribed =>
        {
            foreach (var (system, listeners) in subscribed) await MeasureAsync(system, listeners, bench.Settings.Slice);
        });
        foreach (var subscribers in new[] { 1, 10, 100 })
        {
            await WithSystemsAsync(bench, subscribers, subscribed => bench.CompareAsync(
                string.Create(CultureInfo.InvariantCulture, $"publish to {subscribers} in process (p50 and p99: {Batch} publications)"), "publication", "channel per subscriber",
                [.. subscribed.Select(s => new Contender(s.System.Name, s.System.Role, length => MeasureAsync(s.System, s.Listeners, length)))]));
        }
    }

    private static async Task WithSystemsAsync(Bench bench, int subscribers, Func<IReadOnlyList<(IPublishSystem System, Listener[] Listeners)>, Task> run)
    {
        var arrivals = new Arrivals();
        IPublishSystem[] all = [new OurInlinePublish(), new HandlerArray(), new OurBufferedPublish(arrivals), new ChannelFanOut(arrivals), .. PublishPeers.All()];
        var subscribed = all.Where(system => bench.Wants(system.Name)).Select(system => (System: system, Listeners: Listener.Create(subscribers, arrivals))).ToArray();
        foreach (var (system, listeners) in subscribed) system.Subscribe(listeners);
        await run(subscribed);
        foreach (var system in all) await system.DisposeAsync();
    }

    private static async Task<Slice> MeasureAsync(IPublishSystem system, Listener[] listeners, TimeSpan length)
    {
        var before = listeners.Select(listener => listener.Sum).ToArray();
        var slice = await Load.RunAsync(1, length, _ => system.PublishAsync(Message, Batch), Batch);
        foreach (var (listener, sum) in listeners.Zip(before))
            if (listener.Sum - sum != slice.Events) throw new CheckFailedException($"A subscriber has heard {listener.Sum - sum} of {slice.Events} publications.");
        return slice with { Checked = slice.Events };
    }
}
