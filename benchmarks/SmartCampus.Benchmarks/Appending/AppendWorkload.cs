using SmartCampus.Benchmarks.Engines;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Benchmarks.Postgres;

namespace SmartCampus.Benchmarks.Appending;

/// <summary>Clients that append one event at a time and wait for the acknowledgement.</summary>
internal static class AppendWorkload
{
    private const string StandardBase = "gathering";
    private static readonly TimeSpan GatherTime = TimeSpan.FromMicroseconds(300);

    /// <summary>Each client appends to a stream of its own.</summary>
    public static Task OwnStreamsAsync(Bench bench) => WithSystemsAsync(bench, Durable(bench), async systems =>
    {
        foreach (var clients in bench.Settings.Clients)
        {
            var contenders = systems
                .Where(system => !system.IsForSharedStreams)
                .Select(system => new Contender(system.Name, system.Role, length => OwnStreamsAsync(system, clients, length)));
            await bench.CompareAsync($"append, {Text(clients)}, own streams", "append", StandardBase, [.. contenders, .. Disks(bench)]);
        }
    });

    /// <summary>Fifty clients share ten streams: each reads the version, appends after it, and tries again when another was faster.</summary>
    public static Task ContendedAsync(Bench bench) => WithSystemsAsync(bench, Durable(bench), systems =>
    {
        var contenders = systems.Select(system => new Contender(system.Name, system.Role, length => SharedStreamsAsync(system, 50, 10, length)));
        return bench.CompareAsync("append, 50 clients on 10 streams, retrying", "append", StandardBase, [.. contenders, .. Disks(bench)]);
    });

    /// <summary>The same in memory. The turns are short and every one begins with an empty store, so that the memory holds them.</summary>
    public static async Task MemoryAsync(Bench bench)
    {
        Func<IAppendSystem>[] all = [() => OurAppends.InMemory(), () => new DictionaryAppends()];
        foreach (var clients in bench.Settings.Clients)
        {
            var contenders = all
                .Select(make => (Make: make, Sample: make()))
                .Where(system => bench.Wants(system.Sample.Name))
                .Select(system => new Contender(system.Sample.Name, system.Sample.Role, async length =>
                {
                    await using var fresh = system.Make();
                    await fresh.OpenAsync();
                    return await OwnStreamsAsync(fresh, clients, length / 4);
                }));
            await bench.CompareAsync($"append in memory, {Text(clients)}, own streams, quarter slices", "append", "dictionary", [.. contenders]);
        }
    }

    private static IEnumerable<IAppendSystem> Durable(Bench bench) =>
    [
        OurAppends.Sqlite(bench.NewFile("db")),
        new LockedAppends(bench.NewFile("db")),
        new GroupAppends("SQLite, group commit", TimeSpan.Zero, new SqliteSink(bench.NewFile("db"))),
        new GroupAppends("SQLite, gathering group commit", GatherTime, new SqliteSink(bench.NewFile("db"))),
        new GroupAppends("plain log file, group commit", GatherTime, new LogSink(bench.NewFile("log"))),
        .. PostgresPeers.Appends(bench),
    ];

    private static IEnumerable<Contender> Disks(Bench bench)
    {
        Contender[] disks =
        [
            new("disk, 4 KiB and a flush, growing file", Role.Limit, length => FlushedFile.MeasureAsync(bench.NewFile("bin"), isLaidOut: false, length)),
            new("disk, 4 KiB and a flush, laid-out file", Role.Limit, length => FlushedFile.MeasureAsync(bench.NewFile("bin"), isLaidOut: true, length)),
        ];
        return disks.Where(disk => bench.Wants(disk.Name));
    }

    private static async Task WithSystemsAsync(Bench bench, IEnumerable<IAppendSystem> all, Func<IReadOnlyList<IAppendSystem>, Task> run)
    {
        var systems = all.Where(system => bench.Wants(system.Name)).ToArray();
        foreach (var system in systems) await system.OpenAsync();
        await run(systems);
        foreach (var system in systems) await system.DisposeAsync();
    }

    private static async Task<Slice> OwnStreamsAsync(IAppendSystem system, int clients, TimeSpan length)
    {
        var streams = NewStreams(clients);
        var acknowledged = new long[clients];
        var connections = streams.Select(_ => system.Connect()).ToArray();
        var slice = await Load.RunAsync(clients, length, async client =>
        {
            var number = acknowledged[client];
            if (!await connections[client].AppendAsync(streams[client], number, SeatTaken.Sample(client, number)))
                throw new CheckFailedException("A client lost a race for a stream that nobody else writes to.");
            acknowledged[client]++;
        });
        return slice with { Checked = await CheckAsync(system, streams, acknowledged, connections) };
    }

    private static async Task<Slice> SharedStreamsAsync(IAppendSystem system, int clients, int count, TimeSpan length)
    {
        var streams = NewStreams(count);
        var acknowledged = new long[clients];
        var retries = new long[clients];
        var connections = Enumerable.Range(0, clients).Select(_ => system.Connect()).ToArray();
        // The stream must be there to be locked by the systems that lock it.
        for (var stream = 0; stream < count; stream++)
            await connections[stream].AppendAsync(streams[stream], 0, SeatTaken.Sample(stream, acknowledged[stream]++));
        var slice = await Load.RunAsync(clients, length, async client =>
        {
            var taken = SeatTaken.Sample(client, acknowledged[client]);
            while (!await connections[client].ReadAndAppendAsync(streams[client % count], taken)) retries[client]++;
            acknowledged[client]++;
        });
        return slice with
        {
            Checked = await CheckAsync(system, streams, acknowledged, connections),
            Retries = (double)retries.Sum() / slice.Events,
        };
    }

    private static string Text(int clients) => clients == 1 ? "1 client" : $"{clients} clients";

    private static SectionStream[] NewStreams(int count) => [.. Enumerable.Range(0, count).Select(_ => new SectionStream())];

    private static async Task<long> CheckAsync(IAppendSystem system, SectionStream[] streams, long[] acknowledged, IAppendClient[] connections)
    {
        foreach (var connection in connections) connection.Dispose();
        var check = new StoredEventsCheck(streams.Length, acknowledged);
        await system.ReadBackAsync(streams, check);
        check.Complete();
        return acknowledged.Sum();
    }
}
