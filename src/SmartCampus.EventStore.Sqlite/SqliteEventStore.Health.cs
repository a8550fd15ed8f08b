using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SmartCampus.Events;

public sealed partial class SqliteEventStore : IHealthCheck
{
    /// <summary>So many writes fill four commits; a store that keeps up has far fewer waiting.</summary>
    private const int ManyWaiting = 4_096;

    /// <summary>How long the check waits for a commit that changes nothing: it is to say what it waits for before its caller gives up.</summary>
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    /// <remarks>Reads the last event; writes only when the last commit failed, to see whether the next would fail as well.</remarks>
    async Task<HealthCheckResult> IHealthCheck.CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var failed = context.Registration.FailureStatus;
        try
        {
            await ReadAllPageAsync(new AllReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 }, cancellationToken).ConfigureAwait(false);
            if (_commits.LastFailure is not null) await WriteAsync(new ProbeOperation(), cancellationToken).AsTask().WaitAsync(ProbeTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            return new HealthCheckResult(
                failed, $"The last commit failed, and another one waits: '{_path}' is locked by another process, or the disk does not answer. Look for what holds it.", e, HealthData());
        }
        catch (EventStoreException e)
        {
            return new HealthCheckResult(failed, e.Message, e, HealthData());
        }
        return Concern() is { } concern ? HealthCheckResult.Degraded(concern, data: HealthData()) : HealthCheckResult.Healthy(data: HealthData());
    }

    private string? Concern()
    {
        var (lag, waiting) = (_metrics.IndexLag, _metrics.QueueLength);
        if (lag >= 2L * _indexBatchSize)
            return $"The log is {lag} entries ahead of its index, which could not be written; at {_indexBatchSize * IndexUpkeep.MaxBatchesAhead} appends are refused. Check the disk and its free space.";
        return waiting >= ManyWaiting
            ? $"{waiting} writes wait for the disk, or for another process that holds '{_path}'. Look for what slows the disk down, or send fewer."
            : null;
    }

    private Dictionary<string, object> HealthData() => new(StringComparer.Ordinal)
    {
        ["last_position"] = _index.Last,
        ["file_bytes"] = _metrics.FileSize,
        ["wal_bytes"] = _metrics.WalSize,
        ["index_lag"] = _metrics.IndexLag,
        ["queue_length"] = _metrics.QueueLength,
    };
}
