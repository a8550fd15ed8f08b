using System.Runtime.CompilerServices;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Locking;

namespace SmartCampus.Benchmarks.Locking;

/// <summary>A lock manager of ours, as an application uses it.</summary>
internal sealed class OurLocks(string name, ILockManager locks, string? place = null) : ILockSystem
{
    private static readonly LockOptions Options = new() { WaitTimeout = TimeSpan.FromMinutes(2) };

    public string Name => name;

    public Role Role => Role.Ours;

    public string? Place => place;

    public static OurLocks Sqlite(string path) => new("SmartCampus SQLite", SqliteLockManager.Open(path), path);

    public static OurLocks InProcess() => new("SmartCampus in process", new InProcessLockManager());

    public Task OpenAsync() => Task.CompletedTask;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask HoldAsync(string key, GuardedSection section)
    {
        await using var lease = await locks.AcquireAsync(key, "benchmark", Options);
        section.Enter();
        if (section.Yields) await Task.Yield();
        section.Leave();
    }

    public async ValueTask DisposeAsync()
    {
        if (locks is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
