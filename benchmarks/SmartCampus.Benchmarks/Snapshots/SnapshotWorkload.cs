using System.Globalization;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Events;

namespace SmartCampus.Benchmarks.Snapshots;

/// <summary>One client that loads a long aggregate again and again, of which no state is kept: from its last snapshot, and from its first event.</summary>
internal static class SnapshotWorkload
{
    private static readonly StreamId Stream = new("section-1");

    public static async Task RunAsync(Bench bench)
    {
        var every = bench.Scaled(500);
        // Halfway to the next snapshot, as a load finds it on average.
        var count = bench.Scaled(10_000) + (every / 2);
        await using var sqlite = SqliteEventStore.Open(bench.NewFile("db"), BenchmarkEvents.Serializer);
        var inMemory = new InMemoryEventStore(BenchmarkEvents.Serializer);
        var contenders = new List<Contender>();
        foreach (var (name, store) in new (string, IEventStore)[] { ("SmartCampus SQLite", sqlite), ("SmartCampus in memory", inMemory) })
        {
            var expected = await FillAsync(store, count, every);
            var repository = new AggregateRepository(store, keptStates: 0);
            contenders.Add(new($"{name}, snapshot", Role.Ours, length => LoadAsync(length, expected, async () => (await repository.LoadAsync<SnapshottedSeatCounter>(Stream)).State)));
            contenders.Add(new($"{name}, full replay", Role.Ours, length => LoadAsync(length, expected, async () => (await repository.LoadAsync<SeatCounter>(Stream)).State)));
        }
        contenders.RemoveAll(contender => !bench.Wants(contender.Name));
        var title = string.Create(CultureInfo.InvariantCulture, $"load an aggregate of {count:N0} events with a snapshot every {every:N0}");
        await bench.CompareAsync(title, "load", "SQLite, full replay", contenders);
    }

    private static async Task<SeatCount> FillAsync(IEventStore store, int count, int every)
    {
        var repository = new AggregateRepository(store, SnapshotPolicy.Every(every));
        var counter = await repository.LoadAsync<SnapshottedSeatCounter>(Stream);
        for (var number = 0; number < count; number++)
        {
            counter.Take(SeatTaken.Sample(0, number));
            if ((number + 1) % every == 0 || number + 1 == count) await repository.SaveAsync([counter]);
        }
        var snapshot = await store.GetLatestSnapshotAsync(Stream, SnapshottedSeatCounter.SnapshotSchemaName!);
        if (snapshot?.Version.Value != count / every * every) throw new CheckFailedException($"The last snapshot is at version {snapshot?.Version}.");
        return counter.State;
    }

    private static async Task<Slice> LoadAsync(TimeSpan length, SeatCount expected, Func<Task<SeatCount>> load)
    {
        var slice = await Load.RunAsync(1, length, async _ =>
        {
            var count = await load();
            if (count != expected) throw new CheckFailedException($"Loaded {count} where {expected} is stored.");
        });
        return slice with { Checked = slice.Events };
    }
}
