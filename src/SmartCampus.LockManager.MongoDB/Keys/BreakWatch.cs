using System.Collections.Concurrent;

namespace SmartCampus.Locking;

/// <summary>Looks now and then, while anything is held, whether the server still knows the leases: somebody may have broken one.</summary>
internal sealed class BreakWatch : IDisposable
{
    private readonly LockStore _store;
    private readonly TimeSpan _interval;
    private readonly ConcurrentDictionary<string, LockKey> _keys;
    private readonly ITimer _timer;
    private int _isOn;

    public BreakWatch(LockStore store, TimeProvider time, TimeSpan interval, ConcurrentDictionary<string, LockKey> keys)
    {
        (_store, _interval, _keys) = (store, interval, keys);
        _timer = time.CreateTimer(static watch => _ = ((BreakWatch)watch!).LookAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something is held from now on.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _isOn, 1) == 0) _timer.Change(_interval, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private async Task LookAsync()
    {
        // Before anything is looked at: what is granted from now on starts it anew.
        Volatile.Write(ref _isOn, 0);
        var held = _keys.Values.Select(key => (Key: key, key.Lease)).Where(held => held.Lease is not null).ToList();
        if (held.Count == 0) return;
        Start();
        try
        {
            var (leases, _) = await _store.ReadAsync(held.Select(one => LockBuckets.Of(one.Key.Resource)).Distinct()).ConfigureAwait(false);
            var known = leases.Select(lease => lease.Id).ToHashSet();
            foreach (var (_, lease) in held)
            {
                // It is given back all the same: where the server's clock was ahead for a moment, it would come to life again.
                if (!known.Contains(lease!.Id)) lease.Lose();
            }
        }
        catch (LockUnavailableException)
        {
            // The next look may succeed, and leases run out all the same.
        }
    }
}
