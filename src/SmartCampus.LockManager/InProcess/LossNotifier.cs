using System.Diagnostics;

namespace SmartCampus.Locking;

/// <summary>
/// Fires the tokens of leases that are lost. Callbacks run on a thread of its own, because the thread pool may be starved; when one of them
/// blocks, or many together take long, the other tokens still fire at once and only their callbacks are left to the pool.
/// </summary>
internal sealed class LossNotifier
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);
    private readonly object _gate = new();
    private readonly Queue<CancellationTokenSource> _waiting = [];
    private bool _runs;
    private long _busySince;

    /// <summary>Fires a token. It has fired when this returns; its callbacks may still run. Not to be called under a lock that a callback may want.</summary>
    public void Signal(CancellationTokenSource lost)
    {
        lock (_gate)
        {
            _waiting.Enqueue(lost);
            if (_runs) Monitor.Pulse(_gate);
            else Start();
        }
        var spin = new SpinWait();
        while (!lost.IsCancellationRequested)
        {
            var since = Interlocked.Read(ref _busySince);
            if (since != 0 && Stopwatch.GetElapsedTime(since) > Patience) _ = lost.CancelAsync();
            else spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void Start()
    {
        // Not before the first callback, because a thread may be slow to start; but a starved pool may never start at all.
        if (!OwnThread.Start("SmartCampus.LockManager lost leases", Run)) BeginToBeBusy();
        _runs = true;
    }

    private void Run()
    {
        while (Next() is { } lost)
        {
            BeginToBeBusy();
            try
            {
                lost.Cancel();
            }
            catch (AggregateException failures)
            {
                // As for callbacks that CancelAsync runs: whoever watches for unobserved exceptions gets them.
                _ = Task.FromException(failures);
            }
        }
    }

    private void BeginToBeBusy() => Interlocked.CompareExchange(ref _busySince, Stopwatch.GetTimestamp(), 0);

    private CancellationTokenSource? Next()
    {
        lock (_gate)
        {
            // Only now, and not after each callback, or every token of a burst would have to be patient anew.
            if (_waiting.Count == 0) Interlocked.Exchange(ref _busySince, 0);
            while (_waiting.Count == 0)
            {
                if (Monitor.Wait(_gate, Idle) || _waiting.Count > 0) continue;
                _runs = false;
                return null;
            }
            return _waiting.Dequeue();
        }
    }
}
