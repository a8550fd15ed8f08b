using SmartCampus.Locking;
using SmartCampus.MongoWire;

namespace SmartCampus.RoundTrips;

/// <summary>What the lock manager sends.</summary>
internal static class LockTrips
{
    private static readonly LockOptions Patient = new() { Lease = TimeSpan.FromMinutes(10), WaitTimeout = TimeSpan.FromMinutes(1) };

    public static async Task CountAsync(TripCounter counter, MongoWireServer server)
    {
        var options = new MongoLockManagerOptions { ConnectionString = server.ConnectionString, Database = "trips" };
        await MongoLockManager.EnsureSchemaAsync(options);
        await using var locks = MongoLockManager.Open(options);
        LockLease lease = default;
        await counter.CountAsync("acquire a lock that is free", 1, 1, async () => lease = await locks.AcquireAsync("room", "ada", Patient));
        await counter.CountAsync("extend a lease", 1, 1, async () => await lease.ExtendAsync());
        await counter.CountAsync("find a lock held, without waiting", 1, 1, async () => await locks.TryAcquireAsync("room", "bob", new LockOptions { WaitTimeout = TimeSpan.Zero }));
        await counter.CountAsync("release a lock", 1, 1, async () => await lease.ReleaseAsync());

        lease = await locks.AcquireAsync("room", "ada", Patient);
        var waiters = Enumerable.Range(0, 10).Select(i => PassOnAsync(locks, $"{i}")).ToArray();
        await counter.CountAsync("hand a lock on to 10 that wait in this process, and release it", 11, null, async () =>
        {
            await lease.ReleaseAsync();
            await Task.WhenAll(waiters);
        });
        lease = await locks.AcquireAsync("room", "ada", Patient);
        await counter.CountAsync("inspect one lock", 1, 1, async () => await locks.InspectAsync("room"));
        await counter.CountAsync("break a lock", 1, 2, async () => await locks.BreakAsync("room"));
    }

    private static async Task PassOnAsync(MongoLockManager locks, string owner)
    {
        await using var lease = await locks.AcquireAsync("room", owner, Patient);
    }
}
