namespace SmartCampus.Locking;

/// <summary>Several locks that are held together.</summary>
public sealed class LockLeaseSet : IAsyncDisposable
{
    private readonly CancellationTokenSource? _lost;

    /// <summary>Makes a set; for authors of lock managers.</summary>
    /// <param name="leases">The leases, in the order in which they were acquired; at least one.</param>
    public LockLeaseSet(IReadOnlyList<LockLease> leases)
    {
        ArgumentNullException.ThrowIfNull(leases);
        ArgumentOutOfRangeException.ThrowIfZero(leases.Count);
        Leases = leases;
        if (leases.Count > 1) _lost = CancellationTokenSource.CreateLinkedTokenSource([.. leases.Select(lease => lease.LostToken)]);
    }

    /// <summary>The leases, by resource id in ordinal order.</summary>
    public IReadOnlyList<LockLease> Leases { get; }

    /// <summary>Fires when any of the leases is lost.</summary>
    public CancellationToken LostToken => _lost?.Token ?? Leases[0].LostToken;

    /// <summary>Gives all locks back that are still held. Never throws; may be called often, also at the same time.</summary>
    public async ValueTask DisposeAsync()
    {
        for (var i = Leases.Count - 1; i >= 0; i--) await Leases[i].DisposeAsync().ConfigureAwait(false);
        _lost?.Dispose();
    }
}
