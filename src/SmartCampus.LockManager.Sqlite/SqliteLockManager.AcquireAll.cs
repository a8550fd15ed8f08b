namespace SmartCampus.Locking;

public sealed partial class SqliteLockManager
{
    /// <inheritdoc/>
    public async ValueTask<LockLeaseSet> AcquireAllAsync(
        IReadOnlyCollection<string> resourceIds, string owner, LockOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resourceIds);
        ArgumentOutOfRangeException.ThrowIfZero(resourceIds.Count);
        options ??= LockOptions.Default;
        foreach (var resource in resourceIds) LockArguments.Check(resource, owner, options);
        var start = Clock.Time.GetTimestamp();
        var leases = new List<LockLease>(resourceIds.Count);
        try
        {
            foreach (var resource in resourceIds.Distinct().Order(StringComparer.Ordinal))
            {
                var left = options.WaitTimeout - Clock.Time.GetElapsedTime(start);
                var rest = options.WaitTimeout <= TimeSpan.Zero ? options : options with { WaitTimeout = left > TimeSpan.Zero ? left : TimeSpan.Zero };
                leases.Add(await AcquireAsync(resource, owner, rest, cancellationToken).ConfigureAwait(false));
            }
        }
        catch
        {
            foreach (var lease in leases) await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return new LockLeaseSet(leases);
    }
}
