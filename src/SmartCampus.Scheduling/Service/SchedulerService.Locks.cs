using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.Scheduling;

public sealed partial class SchedulerService
{
    private const string LockOwner = "scheduler";

    // Whoever comes after a process that was killed waits as long as its leases last; one that lives renews them.
    private static readonly LockOptions Patience = new() { Lease = TimeSpan.FromSeconds(10), AutoRenew = true };

    /// <summary>Does something under the locks of rooms, when there are locks; a room whose token the caller gives is locked by the caller.</summary>
    private async ValueTask<T> LockedAsync<T>(
        IEnumerable<RoomId> rooms, SaveOptions? options, Func<SaveOptions?, CancellationToken, ValueTask<T>> run, CancellationToken cancellationToken)
    {
        var wanted = rooms.Select(RoomAggregate.StreamOf).Where(stream => options?.FencingTokens.ContainsKey(stream) != true).Select(stream => stream.Value).ToArray();
        if (_locks is null || wanted.Length == 0) return await run(options, cancellationToken).ConfigureAwait(false);
        var leases = await _locks.AcquireAllAsync(wanted, LockOwner, Patience, cancellationToken).ConfigureAwait(false);
        await using (leases.ConfigureAwait(false))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(leases.LostToken, cancellationToken);
            try
            {
                return await run(WithTokens(options, leases), either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (leases.LostToken.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                var lost = leases.Leases.First(lease => lease.LostToken.IsCancellationRequested);
                throw new LockNotOwnedException(lost.ResourceId, lost.Owner, lost.FencingToken);
            }
        }
    }

    private static SaveOptions WithTokens(SaveOptions? options, LockLeaseSet leases)
    {
        options ??= SaveOptions.Default;
        var tokens = new Dictionary<StreamId, long>(options.FencingTokens);
        foreach (var lease in leases.Leases) tokens[new StreamId(lease.ResourceId)] = lease.FencingToken;
        return options with { FencingTokens = tokens };
    }
}
