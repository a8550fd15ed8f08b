namespace SmartCampus.Locking;

/// <summary>What stands behind <see cref="LockLease"/>; for authors of lock managers.</summary>
/// <remarks>
/// One source may serve many leases, one after the other, so that a lease need not be an object of its own. Every member takes the
/// fencing token of the lease, and must treat one that is not the current lease's as that of a lease which has ended.
/// </remarks>
public interface ILockLeaseSource
{
    /// <summary>When the lease runs out; in the past when it is not held.</summary>
    DateTimeOffset GetExpiresAt(long fencingToken);

    /// <summary>Fires when the lease is lost; a cancelled token when it had been lost or released before, whether or not it was asked for then.</summary>
    CancellationToken GetLostToken(long fencingToken);

    /// <summary>Prolongs the lease from now on.</summary>
    /// <param name="fencingToken">The token of the lease.</param>
    /// <param name="duration">The new length, 10 ms to 1 day; that of the acquisition when null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when the lease was released, broken, or has run out; nothing was changed then.</returns>
    ValueTask<bool> ExtendAsync(long fencingToken, TimeSpan? duration, CancellationToken cancellationToken);

    /// <inheritdoc cref="LockLease.ReleaseAsync"/>
    ValueTask<bool> ReleaseAsync(long fencingToken, CancellationToken cancellationToken);

    /// <inheritdoc cref="LockLease.DisposeAsync"/>
    ValueTask DisposeAsync(long fencingToken);
}
