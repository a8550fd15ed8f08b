using System.Diagnostics;
using System.Globalization;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Benchmarks.Reading;
using SmartCampus.Events;
using SmartCampus.Streams;

namespace SmartCampus.Benchmarks.Subscribing;

/// <summary>A durable subscription with a handler that takes no time, against reading the same store without any of its promises.</summary>
internal static class SubscriptionWorkload
{
    private const int PerSecond = 1_000;

    /// <summary>Catches up with a store of 100,000 events, and follows 1,000 appends a second.</summary>
    public static async Task RunAsync(Bench bench)
    {
        await CatchUpAsync(bench);
        await FollowAsync(bench);
    }

    private static async Task CatchUpAsync(Bench bench)
    {
        var history = History.InPieces(Enumerable.Repeat(bench.Scaled(200), 500));
        var expected = history.Expect(stream: null);
        var path = bench.NewFile("db");
        var reads = OurReads.Sqlite(path);
        await reads.FillAsync(history);
        await using var store = SqliteEventStore.Open(path, BenchmarkEvents.Serializer);
        var last = await store.ReadLastPositionAsync();
        Contender[] contenders =
        [
            Contender("SmartCampus durable subscription", Role.Ours, async () =>
            {
                var subscriber = new SeatSubscriber();
                await using (var running = RunningSubscription.Start(store, subscriber, SubscriptionStart.Beginning)) await running.WaitForAsync(last);
                return subscriber.Count;
            }),
            Contender("reading all", Role.Limit, reads.ReadAllAsync),
        ];
        await bench.CompareAsync(string.Create(CultureInfo.InvariantCulture, $"catch up, {history.Count:N0} events (p50 and p99: one catch-up)"), "event", "reading all", [.. contenders.Where(c => bench.Wants(c.Name))]);
        await reads.DisposeAsync();

        Contender Contender(string name, Role role, Func<ValueTask<SeatCount>> catchUp) => new(name, role, async length =>
        {
            var slice = await Load.RunAsync(1, length, async _ =>
            {
                var count = await catchUp();
                if (count != expected) throw new CheckFailedException($"Handled {count} where {expected} is stored.");
            }, (int)expected.Taken);
            return slice with { Checked = slice.Events };
        });
    }

    private static async Task FollowAsync(Bench bench)
    {
        await using var store = SqliteEventStore.Open(bench.NewFile("db"), BenchmarkEvents.Serializer);
        Contender[] contenders =
        [
            new("SmartCampus durable subscription", Role.Ours, length => FollowAsync(store, length, async subscriber =>
            {
                var running = RunningSubscription.Start(store, subscriber, SubscriptionStart.Now);
                await running.WaitUntilLiveAsync();
                return (running.WaitForAsync, running);
            })),
            new("FollowAllAsync alone", Role.Limit, length => FollowAsync(store, length, async subscriber =>
            {
                var follower = new Follower(store, subscriber, await store.ReadLastPositionAsync());
                return (follower.WaitForAsync, follower);
            })),
        ];
        await bench.CompareAsync(
            string.Create(CultureInfo.InvariantCulture, $"follow {PerSecond:N0} appends a second (p50 and p99: from the beginning of the append to the handler)"),
            "event", "FollowAllAsync", [.. contenders.Where(c => bench.Wants(c.Name))]);
    }

    private static async Task<Slice> FollowAsync(
        SqliteEventStore store, TimeSpan length, Func<LagSubscriber, Task<(Func<GlobalPosition, Task> WaitForAsync, IAsyncDisposable Following)>> follow)
    {
        var subscriber = new LagSubscriber();
        var (waitForAsync, following) = await follow(subscriber);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var begun = Stopwatch.GetTimestamp();
        var appends = new List<Task<AppendResult>>();
        // Appends begin when they are due, whether the ones before have ended or not: a slow spell must not thin them out.
        while (Stopwatch.GetElapsedTime(begun) is var elapsed && elapsed < length)
        {
            while (appends.Count < elapsed.TotalSeconds * PerSecond)
                appends.Add(store.AppendAsync(StreamAppend.To(new SectionStream().Id, ExpectedVersion.NoStream, SeatTaken.Sample(0, 0) with { Number = Stopwatch.GetTimestamp() })).AsTask());
            await Task.Delay(1);
        }
        var results = await Task.WhenAll(appends);
        await waitForAsync(results.Max(result => result.Position));
        var perSecond = results.Length / Stopwatch.GetElapsedTime(begun).TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        await following.DisposeAsync();

        var lags = subscriber.Lags;
        if (lags.Count != results.Length) throw new CheckFailedException($"Handled {lags.Count} events where {results.Length} were appended.");
        return new Slice(perSecond, lags.Microseconds(0.50), lags.Microseconds(0.99), (double)allocated / results.Length) { Events = results.Length, Checked = results.Length };
    }
}
