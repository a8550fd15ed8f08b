using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    private const string NoLocks = "Pessimistic commands need a lock manager: give one to the service (AddLockManager), or choose another mode.";

    private ConcurrencyMode ModeOf(CommandOptions options) => options.Mode ?? _options.Mode;

    /// <summary>Runs a command under the locks of what it is about, when its mode wants that.</summary>
    private Task<EnrollmentResult> LockedAsync(
        string command, IEnumerable<StreamId> streams, CommandOptions options, Func<CommandOptions, Task<EnrollmentResult>> run, CancellationToken cancellationToken)
    {
        if (ModeOf(options) != ConcurrencyMode.Pessimistic) return run(options);
        return LockedAsync(_locks ?? throw new InvalidOperationException(NoLocks), command, streams, options, run, cancellationToken);
    }

    // A lease that is lost on the way does no harm: the store refuses its token once somebody else holds the lock, and the versions guard the rest.
    private async Task<EnrollmentResult> LockedAsync(
        ILockManager locks, string command, IEnumerable<StreamId> streams, CommandOptions options, Func<CommandOptions, Task<EnrollmentResult>> run,
        CancellationToken cancellationToken)
    {
        LockLeaseSet leases;
        try
        {
            leases = await locks.AcquireAllAsync([.. streams.Select(stream => stream.Value)], options.Metadata.Actor ?? command, _options.Locks, cancellationToken).ConfigureAwait(false);
        }
        catch (LockTimeoutException timeout)
        {
            var result = EnrollmentResult.LockTimeout(timeout);
            _metrics.Command(command, result.Outcome);
            return result;
        }

        await using (leases.ConfigureAwait(false))
        {
            var tokens = new Dictionary<StreamId, long>(options.FencingTokens);
            foreach (var lease in leases.Leases) tokens[new StreamId(lease.ResourceId)] = lease.FencingToken;
            return await run(options with { FencingTokens = tokens }).ConfigureAwait(false);
        }
    }
}
