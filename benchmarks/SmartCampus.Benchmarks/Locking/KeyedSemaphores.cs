using System.Runtime.CompilerServices;
using SmartCampus.Benchmarks.Measuring;

namespace SmartCampus.Benchmarks.Locking;

/// <summary>The limit in process: a semaphore for each key in use, counted in and out. No leases, no tokens, nobody to see.</summary>
internal sealed class KeyedSemaphores : ILockSystem
{
    private readonly Dictionary<string, Keyed> _keys = [];

    public string Name => "keyed SemaphoreSlim";

    public Role Role => Role.Limit;

    public string? Place => null;

    public Task OpenAsync() => Task.CompletedTask;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask HoldAsync(string key, GuardedSection section)
    {
        Keyed? keyed;
        lock (_keys)
        {
            if (!_keys.TryGetValue(key, out keyed)) _keys.Add(key, keyed = new Keyed());
            keyed.Users++;
        }
        await keyed.Gate.WaitAsync();
        section.Enter();
        if (section.Yields) await Task.Yield();
        section.Leave();
        keyed.Gate.Release();
        lock (_keys)
        {
            if (--keyed.Users == 0) _keys.Remove(key);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Keyed
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public int Users { get; set; }
    }
}
