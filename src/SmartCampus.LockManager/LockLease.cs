namespace SmartCampus.Locking;

/// <summary>A lock that is held until it is released, broken, or runs out.</summary>
/// <remarks>
/// A value that names a lease, as <see cref="ValueTask"/> names an operation: copies name the same lease, and one that outlives its lease
/// never touches the lease of a successor. Safe for use by several threads.
/// </remarks>
public readonly struct LockLease : IAsyncDisposable, IEquatable<LockLease>
{
    private readonly ILockLeaseSource _source;

    /// <summary>Makes a lease; for authors of lock managers.</summary>
    /// <param name="source">Knows the lease, and possibly others.</param>
    /// <param name="resourceId">What is locked.</param>
    /// <param name="owner">Who asked for it.</param>
    /// <param name="fencingToken">The lease's token, by which the source knows it; a source never uses one twice.</param>
    public LockLease(ILockLeaseSource source, string resourceId, string owner, long fencingToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, ResourceId, Owner, FencingToken) = (source, resourceId, owner, fencingToken);
    }

    /// <summary>What is locked.</summary>
    public string ResourceId { get; }

    /// <summary>Who asked for the lock: a label for people.</summary>
    public string Owner { get; }

    /// <summary>
    /// Higher than that of every earlier lease of the resource; stays the same when the lease is extended. Hand it to the store that the
    /// lock protects: a store that has seen a higher one refuses it. Source: M. Kleppmann, "How to do distributed locking", 2016.
    /// </summary>
    public long FencingToken { get; }

    /// <summary>When the lease runs out unless it is extended, by the holder's clock; in the past when it is not held any more.</summary>
    public DateTimeOffset ExpiresAt => _source.GetExpiresAt(FencingToken);

    /// <summary>
    /// Fires when the lease is lost: broken, or run out before it was released. It never fires later than the lease's end by the local
    /// monotonic clock, as far as the process gets to run. A token that was asked for before the release does not fire any more once the lease is
    /// released; whoever asks after the release, also for the second time, gets one that has fired.
    /// </summary>
    public CancellationToken LostToken => _source.GetLostToken(FencingToken);

    /// <summary>Prolongs the lease from now on.</summary>
    /// <param name="lease">The new length, also of renewals; that of the acquisition when null. 10 ms to 1 day.</param>
    /// <param name="cancellationToken">Cancels the call; the lease may have been extended then.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is out of its range.</exception>
    /// <exception cref="LockNotOwnedException">The lease was released, broken, or has run out.</exception>
    /// <exception cref="LockUnavailableException">The locks cannot be reached; the lease lasts as long as before.</exception>
    public async ValueTask ExtendAsync(TimeSpan? lease = null, CancellationToken cancellationToken = default)
    {
        if (lease is { } length) LockOptions.CheckLease(length, nameof(lease));
        if (!await _source.ExtendAsync(FencingToken, lease, cancellationToken).ConfigureAwait(false))
            throw new LockNotOwnedException(ResourceId, Owner, FencingToken);
    }

    /// <summary>Gives the lock back.</summary>
    /// <param name="cancellationToken">Does not keep the lock: a token that is cancelled already changes nothing, so that who was cancelled can give back what they hold.</param>
    /// <returns>True when the lease was held up to now; false when it had been released before, was broken, or had run out.</returns>
    /// <exception cref="LockUnavailableException">The locks cannot be reached; the lease ends by itself.</exception>
    public ValueTask<bool> ReleaseAsync(CancellationToken cancellationToken = default) => _source.ReleaseAsync(FencingToken, cancellationToken);

    /// <summary>Gives the lock back when it is still held. Never throws; may be called often, also at the same time.</summary>
    public ValueTask DisposeAsync() => _source?.DisposeAsync(FencingToken) ?? ValueTask.CompletedTask;

    /// <inheritdoc/>
    public bool Equals(LockLease other) => ReferenceEquals(_source, other._source) && FencingToken == other.FencingToken;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LockLease other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_source, FencingToken);

    /// <summary>Whether two values name the same lease.</summary>
    public static bool operator ==(LockLease left, LockLease right) => left.Equals(right);

    /// <summary>Whether two values name different leases.</summary>
    public static bool operator !=(LockLease left, LockLease right) => !left.Equals(right);
}
