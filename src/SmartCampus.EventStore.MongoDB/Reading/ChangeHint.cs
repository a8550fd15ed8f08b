using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>A change stream that tells when it is worth looking for events; without one, a pause. For one caller at a time.</summary>
internal sealed class ChangeHint(StoreCollections collections, TimeSpan pollInterval)
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(10), RetryAfter = TimeSpan.FromSeconds(30), LongestWait = TimeSpan.FromSeconds(1);

    /// <summary>Only the resume tokens of inserts: the events themselves are read by position.</summary>
    private static readonly PipelineDefinition<ChangeStreamDocument<BsonDocument>, BsonDocument> Inserts = new BsonDocument[]
    {
        new("$match", new BsonDocument("operationType", "insert")),
        new("$project", new BsonDocument("_id", 1)),
    };

    private IChangeStreamCursor<BsonDocument>? _changes;
    private long _wantedAt = Stopwatch.GetTimestamp();
    private long? _failedAt;

    /// <summary>Whether nobody has wanted it for a while.</summary>
    public bool IsIdle => Stopwatch.GetElapsedTime(_wantedAt) > Linger;

    /// <summary>Waits until something may have been appended, for a second or the interval of polling at most.</summary>
    public async Task WaitAsync(bool isWanted, CancellationToken cancellationToken)
    {
        if (isWanted) _wantedAt = Stopwatch.GetTimestamp();
        try
        {
            if (_changes is not null && await _changes.MoveNextAsync(cancellationToken).ConfigureAwait(false)) return;
            Close();
            if (_failedAt is not { } failedAt || Stopwatch.GetElapsedTime(failedAt) > RetryAfter)
            {
                // What was inserted before it was open is found by the look that follows.
                _changes = await collections.Commits.WatchAsync(Inserts, new ChangeStreamOptions { MaxAwaitTime = LongestWait }, cancellationToken).ConfigureAwait(false);
                return;
            }
        }
#pragma warning disable CA1031 // A hint is no more than that: without it there is the pause.
        catch (Exception)
#pragma warning restore CA1031
        {
            _failedAt = Stopwatch.GetTimestamp();
            Close();
        }
        await Task.Delay(pollInterval, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Close()
    {
        _changes?.Dispose();
        _changes = null;
    }
}
