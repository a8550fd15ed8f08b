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

    /// <summary>The token of the lease that was granted.</summary>
    public long Token { get; private set; }

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

    public void Grant(long token, LeaseEnd end) => (Token, End, Outcome) = (token, end, WaitOutcome.Granted);

    public void GiveUp(WaitOutcome why) => (Holder, Outcome) = (Entry.Owner, why);

    /// <summary>Tells the caller; outside of the stripe's lock, because a caller's scheduler may run here.</summary>
    public void Complete() => _core.SetResult(true);

    LockLease IValueTaskSource<LockLease>.GetResult(short token)
    {
        var late = Collect(token, out var lease);
        return late is null ? lease : throw late;
    }

    LockLease? IValueTaskSource<LockLease?>.GetResult(short token) => Collect(token, out var lease) is null ? lease : null;

    ValueTaskSourceStatus IValueTaskSource<LockLease>.GetStatus(short token) => _core.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<LockLease?>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<LockLease>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<LockLease?>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private void Cancel() => stripe.Cancel(this);

    /// <summary>Gives the caller what the wait has come to, and this waiter back.</summary>
    /// <returns>What to throw when the wait was too long, for those who do.</returns>
    private LockTimeoutException? Collect(short version, out LockLease lease)
    {
        _core.GetResult(version);
        var (outcome, end, startedAt, entry, cancellation) = (Outcome, End, StartedAt, Entry, _cancellation);
        lease = new LockLease(entry, ResourceId, Owner, Token);
        var (patience, holder) = (Options.WaitTimeout, Holder);
        Forget();
        switch (outcome)
        {
            case WaitOutcome.Granted:
                stripe.Collect(entry, lease, end, startedAt);
                return null;
            case WaitOutcome.TimedOut:
                stripe.CountTimeout();
                return new LockTimeoutException(lease.ResourceId, lease.Owner, patience, holder);
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
        (_registration, _cancellation) = (default, default);
        Volatile.Write(ref _isCollected, isFree);
        // One that was granted is used again when the lease ends, which spares a lock here.
        if (isFree && !isGranted) stripe.Recycle(this);
    }
}
