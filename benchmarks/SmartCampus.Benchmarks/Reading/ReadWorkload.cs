using System.Globalization;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Benchmarks.Postgres;

namespace SmartCampus.Benchmarks.Reading;

/// <summary>One client that reads events, deserializes and folds them, again and again.</summary>
internal static class ReadWorkload
{
    private const string StandardBase = "SQLite by its C interface";

    /// <summary>Loads one stream among others: of 1,000 and of 10,000 events, in one piece and scattered over the log.</summary>
    public static async Task ReplayAsync(Bench bench)
    {
        int few = bench.Scaled(1_000), many = bench.Scaled(10_000), others = bench.Scaled(200);
        var inPieces = History.InPieces([.. Enumerable.Repeat(others, 25), few, many, .. Enumerable.Repeat(others, 25)]);
        await WithSystemsAsync(bench, inPieces, [.. Embedded(bench), OurReads.Aggregates(bench.NewFile("db")), .. PostgresPeers.Reads(bench)], async systems =>
        {
            await ReplayAsync(bench, "in one piece", inPieces, inPieces[25], systems);
            await ReplayAsync(bench, "in one piece", inPieces, inPieces[26], systems);
        });
        var scattered = History.Scattered(many);
        await WithSystemsAsync(bench, scattered, Embedded(bench), async systems =>
        {
            await ReplayAsync(bench, "scattered", scattered, scattered[1], systems);
            await ReplayAsync(bench, "scattered", scattered, scattered[0], systems);
        });
    }

    /// <summary>Reads a store of 100,000 events from its beginning to its end.</summary>
    public static Task ReadAllAsync(Bench bench)
    {
        var history = History.InPieces(Enumerable.Repeat(bench.Scaled(200), 500));
        return WithSystemsAsync(bench, history, [.. Embedded(bench), .. PostgresPeers.Reads(bench)], systems =>
        {
            var expected = history.Expect(stream: null);
            return CompareAsync(bench, string.Create(CultureInfo.InvariantCulture, $"read all, {history.Count:N0} events"), expected, systems, system => system.ReadAllAsync());
        });
    }

    private static IReadSystem[] Embedded(Bench bench) =>
    [
        OurReads.Sqlite(bench.NewFile("db")),
        new RawSqliteReads(bench.NewFile("db")),
        new SqliteByHandReads(bench.NewFile("db")),
        new MemoryReads(),
    ];

    private static async Task WithSystemsAsync(Bench bench, History history, IEnumerable<IReadSystem> all, Func<IReadOnlyList<IReadSystem>, Task> run)
    {
        var systems = all.Where(system => bench.Wants(system.Name)).ToArray();
        foreach (var system in systems) await system.FillAsync(history);
        await run(systems);
        foreach (var system in systems) await system.DisposeAsync();
    }

    private static Task ReplayAsync(Bench bench, string layout, History history, SectionStream stream, IReadOnlyList<IReadSystem> systems)
    {
        var expected = history.Expect(stream);
        var title = string.Create(CultureInfo.InvariantCulture, $"replay, {expected.Taken:N0} events among {history.Count:N0}, {layout}");
        return CompareAsync(bench, title, expected, systems, system => system.ReplayAsync(stream));
    }

    private static Task CompareAsync(Bench bench, string title, SeatCount expected, IReadOnlyList<IReadSystem> systems, Func<IReadSystem, ValueTask<SeatCount>> read)
    {
        var contenders = systems.Select(system => new Contender(system.Name, system.Role, async length =>
        {
            var slice = await Load.RunAsync(1, length, async _ =>
            {
                var count = await read(system);
                if (count != expected) throw new CheckFailedException($"Read {count} where {expected} is stored.");
            }, (int)expected.Taken);
            return slice with { Checked = slice.Events };
        }));
        return bench.CompareAsync($"{title} (p50 and p99: one read)", "event", StandardBase, [.. contenders]);
    }
}
