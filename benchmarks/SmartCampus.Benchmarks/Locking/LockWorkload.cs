using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Locking;

/// <summary>Tasks that acquire and release named locks.</summary>
internal static class LockWorkload
{
    private const int Batch = 100;

    public static async Task RunAsync(Bench bench)
    {
        ILockSystem[] all = [OurLocks.InProcess(), new KeyedSemaphores()];
        var systems = all.Where(system => bench.Wants(system.Name)).ToArray();
        foreach (var system in systems) await system.OpenAsync();
        await CompareAsync(bench, systems, $"lock, 1 task on 1 key (p50 and p99: {Batch} locks)", tasks: 1, keys: 1, yields: false);
        await CompareAsync(bench, systems, "lock, 50 tasks on 1 key", tasks: 50, keys: 1, yields: true);
        await CompareAsync(bench, systems, "lock, 50 tasks on 100 keys at random", tasks: 50, keys: 100, yields: true);
        foreach (var system in all) await system.DisposeAsync();
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
