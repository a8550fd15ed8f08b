namespace SmartCampus.Locking;

/// <summary>What this process holds or waits for of one resource. Does one thing at a time: so callers of the process are served in order, and no two requests overtake each other.</summary>
internal sealed partial class LockKey : IDisposable
{
    private readonly Lock _gate = new();
    private readonly LinkedList<LockWaiter> _waiters = [];
    private readonly Queue<Func<Task>> _steps = [];
    private readonly MongoLockManager _manager;
    private readonly ITimer _timer;
    private readonly TimeSpan _shortestDelay;
    private MongoLease? _lease;
    private Task _run = Task.CompletedTask;
    private TimeSpan _delay;
    private bool _isRunning, _isDue, _isPlaced, _isGone;

    public LockKey(MongoLockManager manager, string resource)
    {
        (_manager, Resource) = (manager, resource);
        _delay = _shortestDelay = manager.PollInterval / 10;
        _timer = Context.Clock.Time.CreateTimer(static key => ((LockKey)key!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Resource { get; }

    public LeaseContext Context => _manager.Context;

    /// <summary>The label of whoever holds the resource, here or elsewhere, as far as it is known.</summary>
    public string? Holder { get; private set; }

    /// <summary>The lease of this process; null when it has none.</summary>
    public MongoLease? Lease
    {
        get
        {
            lock (_gate) return _lease;
        }
    }

    /// <summary>The owners who wait here, the first one first.</summary>
    public List<string> Owners
    {
        get
        {
            lock (_gate) return [.. _waiters.Where(waiter => waiter.IsWaiting).Select(waiter => waiter.Owner)];
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Ends all waits and the lease. Comes back when the server knows it.</summary>
    public async Task CloseAsync()
    {
        if (Lease is { } lease) lease.Lose();
        Task run;
        lock (_gate)
        {
            if (_isGone) return;
            End(new ObjectDisposedException(nameof(MongoLockManager)));
            Start();
            run = _run;
        }
        await run.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (Next() is { } step) await step().ConfigureAwait(false);
    }

    private Func<Task>? Next()
    {
        lock (_gate)
        {
            if (_steps.TryDequeue(out var step)) return step;
            var first = First();
            var mayAdvance = _lease is null && first is not null;
            if (_isDue && (mayAdvance || _dropped.Count > 0 || (_isPlaced && first is null)))
            {
                _isDue = false;
                return mayAdvance ? () => AdvanceAsync(first!) : TidyAsync;
            }
            _isRunning = _isDue = false;
            if (mayAdvance || _dropped.Count > 0) _timer.Change(_delay, Timeout.InfiniteTimeSpan);
            else if (_lease is null && first is null) Leave();
            return null;
        }
    }

    /// <summary>Sees to it that what there is to do is done. To be called under the gate.</summary>
    private void Start(bool isDue = true)
    {
        _isDue |= isDue;
        if (_isRunning) return;
        _isRunning = true;
        _run = Task.Run(RunAsync);
    }

    private void Look()
    {
        lock (_gate)
        {
            if (!_isGone) Start();
        }
    }

    private void Leave()
    {
        _isGone = true;
        _manager.Forget(this);
        _timer.Dispose();
    }

    /// <summary>The first waiter who still waits; those who have gone are forgotten.</summary>
    private LockWaiter? First()
    {
        while (_waiters.First is { } place)
        {
            if (place.Value.IsWaiting) return place.Value;
            Remove(place.Value);
        }
        return null;
    }

    private void Remove(LockWaiter waiter)
    {
        if (waiter.Place is not { } place) return;
        waiter.Place = null;
        _waiters.Remove(place);
    }

    private LockRequest Request() => new(Resource)
    {
        Drop = [.. _dropped.Keys],
        KeepsPlace = _waiters.Any(waiter => waiter is { IsImpatient: false, IsWaiting: true }),
    };
}
