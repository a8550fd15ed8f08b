namespace SmartCampus.Locking;

public sealed partial class MongoLockManager
{
    /// <inheritdoc/>
    /// <remarks>Of another process's waiters the first one is listed. When another process's lease ends is told by the server's clock.</remarks>
    public async ValueTask<IReadOnlyList<LockStatus>> InspectAsync(string? resourceId = null, CancellationToken cancellationToken = default)
    {
        if (resourceId is not null) LockArguments.CheckResourceId(resourceId);
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var (leases, places) = await Store.ReadAsync(resourceId is null ? null : [LockBuckets.Of(resourceId)]).WaitAsync(cancellationToken).ConfigureAwait(false);
        var waiting = places.ToLookup(place => place.Resource);
        return [.. leases.Where(lease => resourceId is null || lease.Resource == resourceId)
            .OrderBy(lease => lease.Resource, StringComparer.Ordinal)
            .Select(lease => Describe(lease, waiting[lease.Resource]))];
    }

    /// <inheritdoc/>
    /// <remarks>A holder in another process gets to know it within ten times <see cref="MongoLockManagerOptions.PollInterval"/>.</remarks>
    public async ValueTask<bool> BreakAsync(string resourceId, CancellationToken cancellationToken = default)
    {
        LockArguments.CheckResourceId(resourceId);
        cancellationToken.ThrowIfCancellationRequested();
        Task<bool>? breaking;
        while (!KeyOf(resourceId).TryBreak(out breaking))
        {
            // It went out of use at this moment.
        }
        return await breaking.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private LockStatus Describe(StoredLease lease, IEnumerable<StoredPlace> places)
    {
        _keys.TryGetValue(lease.Resource, out var key);
        List<string> here = key?.Owners ?? [], waiters = [];
        foreach (var place in places)
        {
            if (!place.Process.Equals(_process))
            {
                waiters.Add(place.Owner);
                continue;
            }
            waiters.AddRange(here);
            here = [];
        }
        waiters.AddRange(here);
        var own = key?.Lease;
        return new LockStatus(lease.Resource, lease.Owner, lease.Token, own?.Token == lease.Token ? own.ExpiresAt : lease.Ends, waiters);
    }
}
