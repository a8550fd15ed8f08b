using System.Threading.Tasks.Sources;

namespace SmartCampus.Locking;

/// <summary>
/// Somebody who waits for a lock, and the task that is returned to them; used again afterwards. Up to the end of the wait it is guarded by the
/// stripe, then it belongs to the caller until the result is collected. Continuations never run in whoever ends the wait.
/// </summary>
internal sealed class LockWaiter(LockStripe stripe) : IValueTaskSource<LockLease>, IValueTaskSource<LockLease?>
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private CancellationToken _cancellation;
    private CancellationTokenRegistration _registration;
    private bool _isCollected;

    public LockEntry Entry { get; private set; } = null!;

    public string ResourceId { get; private set; } = "";

    public string Owner { get; private set; } = "";

    public LockOptions Options { get; private set; } = LockOptions.Default;

    public long StartedAt { get; private set; }

    /// <summary>When the wait has been too long.</summary>
    public long Due { get; private set; }

    public WaitOutcome Outcome { get; private set; }

    public LockLease Lease { get; private set; }

    public LeaseEnd End { get; private set; }

    /// <summary>Who held the lock when the wait became too long.</summary>
    public string Holder { get; private set; } = "";

    public LockWaiter? Previous { get; set; }

    /// <summary>The next in the queue, or among those that wait to be used again.</summary>
    public LockWaiter? Next { get; set; }

    public short Version => _core.Version;

    /// <summary>Whether the caller has its result, and nobody else can reach this waiter any more.</summary>
    public bool IsCollected => Volatile.Read(ref _isCollected);

    public void Begin(LockEntry entry, string owner, LockOptions options, long now, long due, CancellationToken cancellation)
    {
        (Entry, ResourceId, Owner, Options, StartedAt, Due) = (entry, entry.ResourceId, owner, options, now, due);
        (_cancellation, _isCollected, Outcome) = (cancellation, false, WaitOutcome.Waiting);
    }

    /// <summary>Listens to the caller's cancellation; called by the caller, outside of the stripe's lock.</summary>
    public void Watch()
    {
        if (_cancellation.CanBeCanceled)
            _registration = _cancellation.UnsafeRegister(static waiter => ((LockWaiter)waiter!).Cancel(), this);
    }

    public void Grant(in LockLease lease, LeaseEnd end) => (Lease, End, Outcome) = (lease, end, WaitOutcome.Granted);

    public void GiveUp(WaitOutcome why) => (Holder, Outcome) = (Entry.Owner, why);

    /// <summary>Tells the caller; outside of the stripe's lock, because a caller's scheduler may run here.</summary>
    public void Complete() => _core.SetResult(true);

    LockLease IValueTaskSource<LockLease>.GetResult(short token) => Collect(token, throwsWhenLate: true)!.Value;

    LockLease? IValueTaskSource<LockLease?>.GetResult(short token) => Collect(token, throwsWhenLate: false);

    ValueTaskSourceStatus IValueTaskSource<LockLease>.GetStatus(short token) => _core.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<LockLease?>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<LockLease>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<LockLease?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Cancel() => stripe.Cancel(this);

    private LockLease? Collect(short token, bool throwsWhenLate)
    {
        _core.GetResult(token);
        var (outcome, lease, end, startedAt, entry) = (Outcome, Lease, End, StartedAt, Entry);
        var (resourceId, owner, patience, holder, cancellation) = (ResourceId, Owner, Options.WaitTimeout, Holder, _cancellation);
        Forget();
        switch (outcome)
        {
            case WaitOutcome.Granted:
                stripe.Collect(entry, lease, end, startedAt);
                return lease;
            case WaitOutcome.TimedOut:
                stripe.CountTimeout();
                return throwsWhenLate ? throw new LockTimeoutException(resourceId, owner, patience, holder) : null;
            default:
                throw new OperationCanceledException(cancellation);
        }
    }

    private void Forget()
    {
        _core.Reset();
        // A callback that was called already may still be on its way: such a waiter is left to the garbage collector.
        var isFree = !_cancellation.CanBeCanceled || _registration.Unregister();
        var isGranted = Outcome == WaitOutcome.Granted;
        (Lease, _registration, _cancellation) = (default, default, default);
        Volatile.Write(ref _isCollected, isFree);
        // One that was granted is used again when the lease ends, which spares a lock here.
        if (isFree && !isGranted) stripe.Recycle(this);
    }
}
