namespace SmartCampus.Locking;

public sealed partial class MongoLockManager
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
        LockLeaseSet.AcquireAsync(this, resourceIds, owner, options, Context.Clock.Time, cancellationToken);

    private async Task<(MongoLease? Lease, string? Holder)> WaitAsync(string resourceId, string owner, LockOptions options, CancellationToken cancellationToken)
    {
        LockArguments.CheckResourceId(resourceId);
        LockArguments.CheckOwner(owner);
        cancellationToken.ThrowIfCancellationRequested();
        var start = Context.Clock.Now;
        var waiter = new LockWaiter(resourceId, owner, options);
        while (!KeyOf(resourceId).TryAdd(waiter))
        {
            // It went out of use at this moment.
        }
        return (await waiter.ResultAsync(Context, start, cancellationToken).ConfigureAwait(false), waiter.Holder);
    }
}
