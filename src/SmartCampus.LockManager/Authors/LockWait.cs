namespace SmartCampus.Locking;

/// <summary>A caller who wants a lock, and to whom somebody else gives or refuses it; for authors of lock managers.</summary>
/// <remarks>Either the caller leaves or the other side claims to answer, never both: so no lock is granted to somebody who has gone. Safe for use by several threads.</remarks>
/// <typeparam name="TLease">What is granted.</typeparam>
/// <param name="resource">What is to be locked.</param>
/// <param name="owner">Who asks.</param>
/// <param name="options">Length of the lease and patience.</param>
public abstract class LockWait<TLease>(string resource, string owner, LockOptions options)
    where TLease : TimedLease
{
    private const int Waiting = 0, Claimed = 1, Ended = 2;
    private readonly TaskCompletionSource<TLease?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _holder;
    private int _state;

    /// <summary>What is to be locked.</summary>
    public string Resource { get; } = resource;

    /// <summary>Who asks.</summary>
    public string Owner { get; } = owner;

    /// <summary>Length of the lease and patience.</summary>
    public LockOptions Options { get; } = options;

    /// <summary>Whether the caller takes no for an answer at once.</summary>
    public bool IsImpatient => Options.WaitTimeout == TimeSpan.Zero;

    /// <summary>Who holds the lock, as far as it is known.</summary>
    public virtual string? Holder => _holder;

    /// <summary>Whether the lock was not free at once.</summary>
    public bool WasContended { get; set; }

    /// <summary>Whether nobody has claimed to answer and the caller has not gone.</summary>
    public bool IsWaiting => Volatile.Read(ref _state) == Waiting;

    /// <summary>Decides that the caller gets an answer; from here on a cancel comes too late.</summary>
    public bool TryClaim() => Interlocked.CompareExchange(ref _state, Claimed, Waiting) == Waiting;

    /// <summary>Answers with a lease.</summary>
    public void Grant(TLease lease) => _result.TrySetResult(lease);

    /// <summary>Refuses it to somebody who still waits.</summary>
    /// <param name="holder">Who holds the lock; null when that is not known.</param>
    public void Refuse(string? holder)
    {
        if (!TryClaim()) return;
        (_holder, WasContended) = (holder, true);
        _result.TrySetResult(null);
    }

    /// <summary>Answers with an error.</summary>
    public void End(Exception error)
    {
        Interlocked.Exchange(ref _state, Ended);
        _result.TrySetException(error);
    }

    /// <summary>Waits for the answer, as long as the options say, and counts it.</summary>
    /// <param name="context">Clock and counters of the manager.</param>
    /// <param name="start">When the wait began.</param>
    /// <param name="cancellationToken">Ends the wait, unless the lock is granted at the same moment.</param>
    /// <returns>The lease; null when the wait was too long.</returns>
    /// <exception cref="LockUnavailableException">The lease had run out before the answer came.</exception>
    public async Task<TLease?> ResultAsync(LeaseContext context, long start, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var lease = await AnswerAsync(context.Clock.Time, cancellationToken).ConfigureAwait(false);
        if (WasContended) context.Metrics.Contended();
        // The last look at the clock: what is returned was valid then.
        var now = context.Clock.Now;
        if (lease?.IsHeldAt(now) == false)
        {
            lease.Lose();
            throw new LockUnavailableException($"'{Resource}' was locked so late that the lease of {Options.Lease} had run out already. Nothing is held; try again, or use a longer lease.");
        }
        if (lease is null) context.Metrics.TimedOut();
        else context.Metrics.Acquired(context.Clock.Time.GetElapsedTime(start, now));
        return lease;
    }

    /// <summary>The caller has gone.</summary>
    protected abstract void OnLeft();

    private async Task<TLease?> AnswerAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        // Somebody who does not want to wait still waits for the store's answer.
        var patience = IsImpatient ? Timeout.InfiniteTimeSpan : Options.WaitTimeout;
        try
        {
            return await _result.Task.WaitAsync(patience, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (TryLeave())
        {
            return null;
        }
        catch (OperationCanceledException) when (TryLeave())
        {
            throw;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The lock was granted at the same moment: it is not lost.
            return await _result.Task.ConfigureAwait(false);
        }
    }

    private bool TryLeave()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, Waiting) != Waiting) return false;
        OnLeft();
        return true;
    }
}
