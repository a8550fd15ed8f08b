using System.Numerics;

namespace SmartCampus.Locking;

/// <summary>Locks among the callers of one object, in memory.</summary>
/// <remarks>
/// <list type="number">
/// <item>Time is the monotonic one of <see cref="TimeProvider.GetTimestamp"/>; the wall clock only shows when leases end. The system's clock is not read for
/// each call: a lease of a second or more may end 16 ms early, and a wait of a second or more 16 ms late, never the other way round.</item>
/// <item>Fencing tokens start at 1 with each manager and come from one counter for all resources.</item>
/// <item>Acquiring and releasing leave no garbage, apart from a <see cref="LockLease.LostToken"/> that is asked for. A resource that nobody holds
/// takes no memory.</item>
/// <item>With the system's clock, leases end on a thread of the manager's own, and callbacks of lost tokens run on another, so that a starved
/// thread pool delays neither; with another clock, its timers end leases. The threads end when there is nothing to wait for, so there is nothing to dispose.</item>
/// </list>
/// Safe for use by several threads.
/// </remarks>
public sealed class InProcessLockManager : ILockManager
{
    private readonly LockScope _scope;
    private readonly LockStripe[] _stripes;

    /// <summary>Makes a manager that holds no locks.</summary>
    /// <param name="time">The clock of leases and waits; the system's when null.</param>
    /// <param name="metrics">Counts what happens; when null, instruments that live as long as the process.</param>
    public InProcessLockManager(TimeProvider? time = null, LockMetrics? metrics = null)
    {
        _scope = new LockScope(time ?? TimeProvider.System, metrics ?? LockMetrics.Shared, RunDue);
        _stripes = new LockStripe[BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 8)];
        for (var i = 0; i < _stripes.Length; i++) _stripes[i] = new LockStripe(_scope);
    }

    /// <inheritdoc/>
    public ValueTask<LockLease> AcquireAsync(
        string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= LockOptions.Default;
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<LockLease>(cancellationToken);
        var waiter = Begin(resourceId, owner, options, cancellationToken, out var lease, out var holder);
        return waiter is not null ? new ValueTask<LockLease>(waiter, waiter.Version)
            : holder is null ? new ValueTask<LockLease>(lease)
            : ValueTask.FromException<LockLease>(new LockTimeoutException(resourceId, owner, options.WaitTimeout, holder));
    }

    /// <inheritdoc/>
    public ValueTask<LockLease?> TryAcquireAsync(
        string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= LockOptions.Default;
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<LockLease?>(cancellationToken);
        var waiter = Begin(resourceId, owner, options, cancellationToken, out var lease, out var holder);
        return waiter is not null ? new ValueTask<LockLease?>(waiter, waiter.Version) : new ValueTask<LockLease?>(holder is null ? lease : null);
    }

    /// <inheritdoc/>
    public ValueTask<LockLeaseSet> AcquireAllAsync(
        IReadOnlyCollection<string> resourceIds, string owner, LockOptions? options = null, CancellationToken cancellationToken = default) =>
        LockLeaseSet.AcquireAsync(this, resourceIds, owner, options, _scope.Time, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LockStatus>> InspectAsync(string? resourceId = null, CancellationToken cancellationToken = default)
    {
        if (resourceId is not null) LockArguments.CheckResourceId(resourceId);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<IReadOnlyList<LockStatus>>(cancellationToken);
        var statuses = new List<LockStatus>();
        foreach (var stripe in resourceId is null ? _stripes : [StripeOf(resourceId.GetHashCode())]) stripe.AddStatus(statuses, resourceId);
        statuses.Sort((left, right) => string.CompareOrdinal(left.ResourceId, right.ResourceId));
        return ValueTask.FromResult<IReadOnlyList<LockStatus>>(statuses);
    }

    /// <inheritdoc/>
    public ValueTask<bool> BreakAsync(string resourceId, CancellationToken cancellationToken = default)
    {
        LockArguments.CheckResourceId(resourceId);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        var hash = resourceId.GetHashCode();
        return ValueTask.FromResult(StripeOf(hash).Break(resourceId, hash));
    }

    private LockWaiter? Begin(
        string resourceId, string owner, LockOptions options, CancellationToken cancellationToken, out LockLease lease, out string? holder)
    {
        LockArguments.CheckResourceId(resourceId);
        LockArguments.CheckOwner(owner);
        var hash = resourceId.GetHashCode();
        var waiter = StripeOf(hash).Acquire(resourceId, hash, owner, options, cancellationToken, out lease, out holder);
        if (waiter is not null)
        {
            _scope.Metrics.Contended();
            waiter.Watch();
        }
        else if (holder is null)
        {
            if (_scope.Metrics.TakesAcquisitions) _scope.Metrics.Acquired(TimeSpan.Zero);
        }
        else
        {
            _scope.Metrics.Contended();
            _scope.Metrics.TimedOut();
        }
        return waiter;
    }

    // The table of a stripe goes by the low bits.
    private LockStripe StripeOf(int hash) => _stripes[(uint)hash >> (32 - BitOperations.Log2((uint)_stripes.Length))];

    private long RunDue()
    {
        var next = long.MaxValue;
        foreach (var stripe in _stripes) next = Math.Min(next, stripe.RunDue());
        return next;
    }
}
