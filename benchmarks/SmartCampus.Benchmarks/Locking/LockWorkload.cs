using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Benchmarks.Postgres;

namespace SmartCampus.Benchmarks.Locking;

/// <summary>Tasks that acquire and release named locks.</summary>
internal static class LockWorkload
{
    private const int Batch = 100;

    public static async Task RunAsync(Bench bench)
    {
        ILockSystem[] all = [OurLocks.InProcess(), OurLocks.Sqlite(bench.NewFile("db")), new KeyedSemaphores(), .. PostgresPeers.Locks(bench)];
        var systems = all.Where(system => bench.Wants(system.Name)).ToArray();
        foreach (var system in systems) await system.OpenAsync();
        await CompareAsync(bench, systems, $"lock, 1 task on 1 key (p50 and p99: {Batch} locks)", tasks: 1, keys: 1, yields: false);
        await CompareAsync(bench, systems, "lock, 50 tasks on 1 key", tasks: 50, keys: 1, yields: true);
        await CompareAsync(bench, systems, "lock, 50 tasks on 100 keys at random", tasks: 50, keys: 100, yields: true);
        await CompareProcessesAsync(bench, [.. systems.Where(system => system.Place is not null)]);
        foreach (var system in all) await system.DisposeAsync();
    }

    /// <summary>The systems whose locks other processes can share, at a place that one of them has named.</summary>
    public static IEnumerable<ILockSystem> Shared(string place) => PostgresPeers.IsOne(place) ? PostgresPeers.Locks(place) : [OurLocks.Sqlite(place)];

    private static async Task CompareProcessesAsync(Bench bench, IReadOnlyList<ILockSystem> systems)
    {
        var partners = new List<LockPartner>();
        var contenders = new List<Contender>();
        foreach (var system in systems)
        {
            var partner = await LockPartner.StartAsync(system);
            partners.Add(partner);
            contenders.Add(new Contender(system.Name, system.Role, length => partner.TakeTurnAsync(bench.NewFile("section"), length)));
        }
        await bench.CompareAsync("lock, 2 processes with 25 tasks each on 1 key", "lock", "SQLite", contenders);
        foreach (var partner in partners) await partner.DisposeAsync();
    }

    private static Task CompareAsync(Bench bench, IEnumerable<ILockSystem> systems, string title, int tasks, int keys, bool yields) =>
        bench.CompareAsync(title, "lock", "keyed", [.. systems.Select(system =>
            new Contender(system.Name, system.Role, length => HoldAsync(system, tasks, keys, yields, length)))]);

    private static async Task<Slice> HoldAsync(ILockSystem system, int tasks, int keys, bool yields, TimeSpan length)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        var names = Enumerable.Range(0, keys).Select(key => $"section:{run}:{key}").ToArray();
        var sections = names.Select(_ => new GuardedSection(yields)).ToArray();
        var randoms = Enumerable.Range(0, tasks).Select(task => new Random(task)).ToArray();
        var slice = tasks == 1
            ? await Load.RunAsync(1, length, async _ =>
            {
                for (var turn = 0; turn < Batch; turn++) await system.HoldAsync(names[0], sections[0]);
            }, Batch)
            : await Load.RunAsync(tasks, length, task =>
            {
                var key = randoms[task].Next(keys);
                return system.HoldAsync(names[key], sections[key]);
            });
        var overlaps = sections.Sum(section => section.Overlaps);
        return overlaps == 0 ? slice with { Checked = slice.Events } : throw new CheckFailedException($"{overlaps} times two were inside: not a lock.");
    }
}
