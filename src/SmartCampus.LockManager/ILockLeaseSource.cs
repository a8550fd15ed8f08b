namespace SmartCampus.Locking;

/// <summary>What stands behind <see cref="LockLease"/>; for authors of lock managers.</summary>
/// <remarks>
/// One source may serve many leases, one after the other, so that a lease need not be an object of its own. Every member takes the number of the
/// lease and must treat a number that is not the current lease's as one that has ended.
/// </remarks>
public interface ILockLeaseSource
{
    /// <summary>When the lease runs out; in the past when it is not held.</summary>
    DateTimeOffset GetExpiresAt(long lease);

    /// <summary>Fires when the lease is lost; a cancelled token when it had been lost or released before.</summary>
    CancellationToken GetLostToken(long lease);

    /// <inheritdoc cref="LockLease.ExtendAsync"/>
    ValueTask ExtendAsync(long lease, TimeSpan? duration, CancellationToken cancellationToken);

    /// <inheritdoc cref="LockLease.ReleaseAsync"/>
    ValueTask<bool> ReleaseAsync(long lease, CancellationToken cancellationToken);

    /// <inheritdoc cref="LockLease.DisposeAsync"/>
    ValueTask DisposeAsync(long lease);
}
