using SmartCampus.Locking;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>
/// Locks for one thread: whoever is next goes on inside the release of the one before, so that a seed gives one interleaving. Leases last for
/// ever here, and waits are never too long.
/// </summary>
internal sealed class InterleavedLocks : ILockManager, ILockLeaseSource
{
    private readonly Dictionary<string, Queue<TaskCompletionSource>> _waiting = [];
    private readonly Dictionary<long, string> _held = [];
    private long _last;

    public async ValueTask<LockLease> AcquireAsync(string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (_waiting.TryGetValue(resourceId, out var queue))
        {
            // Without RunContinuationsAsynchronously: the continuation shall run inside the release.
            var turn = new TaskCompletionSource();
            queue.Enqueue(turn);
            await turn.Task;
        }
        else
        {
            _waiting.Add(resourceId, []);
        }

        _held.Add(++_last, resourceId);
        return new LockLease(this, resourceId, owner, _last);
    }

    public async ValueTask<LockLease?> TryAcquireAsync(string resourceId, string owner, LockOptions? options = null, CancellationToken cancellationToken = default) =>
        await AcquireAsync(resourceId, owner, options, cancellationToken);

    public ValueTask<LockLeaseSet> AcquireAllAsync(
        IReadOnlyCollection<string> resourceIds, string owner, LockOptions? options = null, CancellationToken cancellationToken = default) =>
        LockLeaseSet.AcquireAsync(this, resourceIds, owner, options, TimeProvider.System, cancellationToken);

    public ValueTask<IReadOnlyList<LockStatus>> InspectAsync(string? resourceId = null, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<LockStatus>>([.. _held.Select(lease => new LockStatus(lease.Value, "", lease.Key, DateTimeOffset.MaxValue, []))]);

    public ValueTask<bool> BreakAsync(string resourceId, CancellationToken cancellationToken = default) => throw new NotSupportedException("These tests break no lock.");

    public DateTimeOffset GetExpiresAt(long lease) => DateTimeOffset.MaxValue;

    public CancellationToken GetLostToken(long lease) => CancellationToken.None;

    public ValueTask<bool> ExtendAsync(long lease, TimeSpan? duration, CancellationToken cancellationToken) => ValueTask.FromResult(_held.ContainsKey(lease));

    public ValueTask<bool> ReleaseAsync(long lease, CancellationToken cancellationToken)
    {
        if (!_held.Remove(lease, out var resource)) return ValueTask.FromResult(false);
        if (_waiting[resource].TryDequeue(out var next)) next.SetResult();
        else _waiting.Remove(resource);
        return ValueTask.FromResult(true);
    }

    public async ValueTask DisposeAsync(long lease) => await ReleaseAsync(lease, CancellationToken.None);
}
