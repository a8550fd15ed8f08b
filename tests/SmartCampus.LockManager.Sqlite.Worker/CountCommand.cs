using System.Globalization;

namespace SmartCampus.Locking.Worker;

/// <summary>Counts in a file under one lock, and notes when it entered and left.</summary>
internal static class CountCommand
{
    public static async Task<int> RunAsync(string path, string folder, int rounds, int tasks)
    {
        await using var locks = SqliteLockManager.Open(path);
        Console.WriteLine("ready");
        // All processes begin together.
        await Console.In.ReadLineAsync();
        await Task.WhenAll(Enumerable.Range(0, tasks).Select(task => Task.Run(async () =>
        {
            for (var round = 0; round < rounds; round++) await CountAsync(locks, new CountLog(folder), $"{Environment.ProcessId}-{task}");
        })));
        return 0;
    }

    private static async Task CountAsync(SqliteLockManager locks, CountLog log, string owner)
    {
        var options = new LockOptions { Lease = TimeSpan.FromSeconds(2), WaitTimeout = TimeSpan.FromMinutes(1), AutoRenew = true };
        await using var lease = await locks.AcquireAsync("counter", owner, options);
        log.Enter(lease.FencingToken);
        log.Increment();
        log.Leave(lease.FencingToken);
        Console.WriteLine(lease.FencingToken.ToString(CultureInfo.InvariantCulture));
    }
}
