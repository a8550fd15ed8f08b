using Medallion.Threading.Postgres;
using SmartCampus.Benchmarks.Locking;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Postgres;

/// <summary>Advisory locks of PostgreSQL, by the library that one would use for them. No leases, no tokens.</summary>
internal sealed class DistributedLocks(string connection) : ILockSystem
{
    private readonly PostgresDistributedSynchronizationProvider _locks = new(connection);

    public string Name => "DistributedLock.Postgres";

    public Role Role => Role.Peer;

    public string Place => connection;

    public Task OpenAsync() => Task.CompletedTask;

    public async ValueTask HoldAsync(string key, GuardedSection section)
    {
        await using var held = await _locks.CreateLock(new PostgresAdvisoryLockKey(key, allowHashing: true)).AcquireAsync(TimeSpan.FromMinutes(2));
        section.Enter();
        if (section.Yields) await Task.Yield();
        section.Leave();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
