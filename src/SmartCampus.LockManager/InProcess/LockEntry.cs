namespace SmartCampus.Locking;

/// <summary>
/// A resource that is locked, and its waiters. Used again for other resources when nobody holds or wants this one; the fencing token, which is never
/// given twice, tells its leases apart. Everything is guarded by the stripe.
/// </summary>
/// <remarks>
/// Nothing of the lease or of the waiters is due before the entry is. It may be due in vain: what ends before its time changes nothing here, which
/// spares a search for what is due instead.
/// </remarks>
internal sealed class LockEntry(LockStripe stripe) : Timed, ILockLeaseSource
{
    public string ResourceId { get; set; } = "";

    public int Hash { get; set; }

    /// <summary>The next in the same bucket of the table, or among those that wait to be used again.</summary>
    public LockEntry? Next { get; set; }

    /// <summary>The lease's fencing token; 0 between the loss of a lease and its successor.</summary>
    public long Token { get; set; }

    public string Owner { get; set; } = "";

    public LockOptions Options { get; set; } = LockOptions.Default;

    public long AcquiredAt { get; set; }

    /// <summary>How long the lease lasts from when it was granted or prolonged last.</summary>
    public TimeSpan Length { get; set; }

    public LeaseEnd End { get; set; }

    /// <summary>When the lease is renewed or, if it is not to be, runs out.</summary>
    public long LeaseDue { get; set; }

    /// <summary>Made when somebody asks for it.</summary>
    public CancellationTokenSource? Lost { get; set; }

    /// <summary>The waiter that got the lease, to be used again when its caller has collected it.</summary>
    public LockWaiter? GrantedTo { get; set; }

    public WaiterQueue Waiters { get; } = new();

    public bool IsOverdue(long now) => Token != 0 && End.At <= now;

    public DateTimeOffset GetExpiresAt(long fencingToken) => stripe.ExpiresAt(this, fencingToken);

    public CancellationToken GetLostToken(long fencingToken) => stripe.LostToken(this, fencingToken);

    public ValueTask<bool> ExtendAsync(long fencingToken, TimeSpan? duration, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<bool>(cancellationToken)
            : ValueTask.FromResult(stripe.Extend(this, fencingToken, duration));

    public ValueTask<bool> ReleaseAsync(long fencingToken, CancellationToken cancellationToken) => ValueTask.FromResult(stripe.Release(this, fencingToken));

    public ValueTask DisposeAsync(long fencingToken)
    {
        stripe.Release(this, fencingToken);
        return ValueTask.CompletedTask;
    }
}
