namespace SmartCampus.Locking;

/// <summary>Named locks that end by themselves, and whose tokens let a store refuse whoever held one too long.</summary>
/// <remarks>
/// <code>
/// await using var lease = await locks.AcquireAsync("section:123", owner: "user-456", new LockOptions { Lease = TimeSpan.FromSeconds(30) }, ct);
/// await store.AppendAsync(append with { FencingToken = lease.FencingToken }, lease.LostToken);
/// </code>
/// <list type="number">
/// <item>One lease of a resource is valid at a time. A lease ends when it is released, broken, or runs out.</item>
/// <item>Each lease of a resource has a higher <see cref="LockLease.FencingToken"/> than all before it. A lease can be lost while its
/// holder still works: only a store that compares tokens keeps such a holder out.</item>
/// <item>Waiters of one process are served first come, first served.</item>
/// <item>Locks are not re-entrant: whoever holds a lock and asks for it again waits like everybody else.</item>
/// <item>A resource id and an owner have 1 to 200 characters. The owner is a label for people; the lease itself is what identifies its holder.</item>
/// </list>
/// All members are safe for use by several threads at once.
/// </remarks>
public interface ILockManager
{
    /// <summary>Acquires a lock, and waits for it as long as the options say.</summary>
    /// <param name="resourceId">What to lock; 1 to 200 characters.</param>
    /// <param name="owner">Who asks: a label for people; 1 to 200 characters.</param>
    /// <param name="options">Lease, patience and renewal; <see cref="LockOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the wait. A cancel that comes after the grant changes nothing: the lease is returned.</param>
    /// <exception cref="LockTimeoutException">The wait was too long; the exception names who held the lock.</exception>
    /// <exception cref="LockUnavailableException">The locks cannot be reached, or the lease had run out before the answer came.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled; nothing is held.</exception>
    ValueTask<LockLease> AcquireAsync(string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Does as <see cref="AcquireAsync"/> does, and returns null when the wait was too long.</summary>
    /// <inheritdoc cref="AcquireAsync" path="/param|/exception[not(@cref='T:SmartCampus.Locking.LockTimeoutException')]"/>
    ValueTask<LockLease?> TryAcquireAsync(string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Acquires several locks, all or none, in one order for all callers, so that two of them never wait for each other.</summary>
    /// <param name="resourceIds">What to lock; at least one. A resource that is named twice is locked once.</param>
    /// <param name="owner">Who asks: a label for people; 1 to 200 characters.</param>
    /// <param name="options">Lease of each, patience for all together, and renewal; <see cref="LockOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <inheritdoc cref="AcquireAsync" path="/exception"/>
    ValueTask<LockLeaseSet> AcquireAllAsync(
        IReadOnlyCollection<string> resourceIds, string owner, LockOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the locks that are held, by resource, each with its waiters in order.</summary>
    /// <param name="resourceId">Only this one; all when null.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<LockStatus>> InspectAsync(string? resourceId = null, CancellationToken cancellationToken = default);

    /// <summary>Ends the lease of a resource against its holder's will: its <see cref="LockLease.LostToken"/> fires, and the next lease has a higher token.</summary>
    /// <param name="resourceId">The resource.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether there was a lease.</returns>
    ValueTask<bool> BreakAsync(string resourceId, CancellationToken cancellationToken = default);
}
