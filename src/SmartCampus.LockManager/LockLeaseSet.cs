namespace SmartCampus.Locking;

/// <summary>Several locks that are held together.</summary>
/// <remarks>Safe for use by several threads.</remarks>
public sealed class LockLeaseSet : IAsyncDisposable
{
    private readonly Lazy<CancellationToken> _lost;

    /// <summary>Makes a set; for authors of lock managers.</summary>
    /// <param name="leases">The leases, in the order in which they were acquired; at least one.</param>
    public LockLeaseSet(IReadOnlyList<LockLease> leases)
    {
        ArgumentNullException.ThrowIfNull(leases);
        ArgumentOutOfRangeException.ThrowIfZero(leases.Count);
        Leases = leases;
        _lost = new Lazy<CancellationToken>(AnyLost);
    }

    /// <summary>The leases, by resource id in ordinal order.</summary>
    public IReadOnlyList<LockLease> Leases { get; }

    /// <summary>Fires when any of the leases is lost.</summary>
    public CancellationToken LostToken => _lost.Value;

    /// <summary>Acquires locks one after the other in ordinal order, all or none; for authors of lock managers.</summary>
    /// <param name="locks">Where to acquire them.</param>
    /// <param name="resourceIds">What to lock; at least one. A resource that is named twice is locked once.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="options">Lease of each, patience for all together, and renewal; <see cref="LockOptions.Default"/> when null.</param>
    /// <param name="time">The clock of the patience.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <inheritdoc cref="ILockManager.AcquireAsync" path="/exception"/>
    public static async ValueTask<LockLeaseSet> AcquireAsync(
        ILockManager locks, IReadOnlyCollection<string> resourceIds, string owner, LockOptions? options, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(locks);
        ArgumentNullException.ThrowIfNull(resourceIds);
        ArgumentNullException.ThrowIfNull(time);
        if (resourceIds.Count == 0) throw new ArgumentException("Name at least one resource.", nameof(resourceIds));
        foreach (var resourceId in resourceIds) LockArguments.CheckResourceId(resourceId);
        LockArguments.CheckOwner(owner);

        options ??= LockOptions.Default;
        var leases = new List<LockLease>(resourceIds.Count);
        var begun = time.GetTimestamp();
        try
        {
            foreach (var resourceId in resourceIds.Distinct().Order(StringComparer.Ordinal))
            {
                var left = leases.Count == 0 ? options : options with { WaitTimeout = Left(options.WaitTimeout, time.GetElapsedTime(begun)) };
                leases.Add(await locks.AcquireAsync(resourceId, owner, left, cancellationToken).ConfigureAwait(false));
            }
            if (leases.Any(lease => lease.LostToken.IsCancellationRequested))
                throw new LockUnavailableException("A lease ran out while others of the set were waited for. Use a longer lease or AutoRenew.");
            return new LockLeaseSet(leases);
        }
        catch (Exception failure)
        {
            await ReleaseAsync(leases).ConfigureAwait(false);
            if (failure is LockTimeoutException late) throw new LockTimeoutException(late.ResourceId, owner, options.WaitTimeout, late.Holder);
            throw;
        }
    }

    /// <summary>Gives all locks back that are still held. Never throws; may be called often, also at the same time.</summary>
    public ValueTask DisposeAsync() => ReleaseAsync(Leases);

    private static TimeSpan Left(TimeSpan patience, TimeSpan elapsed) =>
        patience == Timeout.InfiniteTimeSpan ? patience : patience > elapsed ? patience - elapsed : TimeSpan.Zero;

    private static async ValueTask ReleaseAsync(IReadOnlyList<LockLease> leases)
    {
        for (var i = leases.Count - 1; i >= 0; i--) await leases[i].DisposeAsync().ConfigureAwait(false);
    }

    private CancellationToken AnyLost()
    {
        if (Leases.Count == 1) return Leases[0].LostToken;
        // Never disposed: it has no timer, and whoever disposed it would wait for callbacks that may wait for them.
        var any = new CancellationTokenSource();
        foreach (var lease in Leases) lease.LostToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), any);
        return any.Token;
    }
}
