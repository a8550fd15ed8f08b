namespace SmartCampus.Locking;

public sealed partial class SqliteLockManager
{
    /// <inheritdoc/>
    public async ValueTask<LockLease> AcquireAsync(string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= LockOptions.Default;
        var (lease, holder) = await WaitAsync(resourceId, owner, options, cancellationToken).ConfigureAwait(false);
        return lease?.ToLease() ?? throw new LockTimeoutException(resourceId, owner, options.WaitTimeout, holder);
    }

    /// <inheritdoc/>
    public async ValueTask<LockLease?> TryAcquireAsync(string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (lease, _) = await WaitAsync(resourceId, owner, options ?? LockOptions.Default, cancellationToken).ConfigureAwait(false);
        return lease?.ToLease();
    }

    /// <inheritdoc/>
    public ValueTask<LockLeaseSet> AcquireAllAsync(
        IReadOnlyCollection<string> resourceIds, string owner, LockOptions? options = null, CancellationToken cancellationToken = default) =>
        LockLeaseSet.AcquireAsync(this, resourceIds, owner, options, Clock.Time, cancellationToken);

    private async Task<(SqliteLease? Lease, string? Holder)> WaitAsync(string resourceId, string owner, LockOptions options, CancellationToken cancellationToken)
    {
        LockArguments.CheckResourceId(resourceId);
        LockArguments.CheckOwner(owner);
        cancellationToken.ThrowIfCancellationRequested();
        var start = Clock.Now;
        var waiter = new LockWaiter(resourceId, owner, options);
        Submit(waiter);
        var lease = await ResultAsync(waiter, cancellationToken).ConfigureAwait(false);
        if (waiter.WasContended) Metrics.Contended();
        // The last look at the clock: what is returned was valid then.
        var now = Clock.Now;
        if (lease?.IsHeldAt(now) == false)
        {
            lease.Lose();
            throw new LockUnavailableException($"'{resourceId}' was locked so late that the lease of {options.Lease} had run out already. Nothing is held; try again, or use a longer lease.");
        }
        if (lease is null) Metrics.TimedOut();
        else Metrics.Acquired(Clock.Time.GetElapsedTime(start, now));
        return (lease, waiter.Holder);
    }

    private async Task<SqliteLease?> ResultAsync(LockWaiter waiter, CancellationToken cancellationToken)
    {
        // Somebody who does not want to wait still waits for the file's answer.
        var patience = waiter.IsImpatient ? Timeout.InfiniteTimeSpan : waiter.Options.WaitTimeout;
        try
        {
            return await waiter.Result.WaitAsync(patience, Clock.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException) when (Leave(waiter))
        {
            return null;
        }
        catch (OperationCanceledException) when (Leave(waiter))
        {
            throw;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The lock was granted at the same moment: it is not lost.
            return await waiter.Result.ConfigureAwait(false);
        }
    }

    private bool Leave(LockWaiter waiter)
    {
        if (!waiter.TryLeave()) return false;
        _writer.Submit(new LockNotice(table => table.Forget(waiter)));
        return true;
    }
}
