using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Reads pages of the whole log; forward it never passes a position that may still be written.</summary>
internal sealed class AllPageReader(CommitReader reader, Fillers fillers, StoreCollections collections, IEventSerializer serializer, MongoEventStoreOptions options)
{
    /// <summary>A filtered page ends after so many commits, found or not, so that a rare event does not hold a reader for the whole log.</summary>
    private const int MaxScanned = PageSize.Max;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(100);

    private readonly KnownEnds _ends = new();

    public async Task<AllPage> ForwardAsync(AllReadOptions wanted, CancellationToken cancellationToken)
    {
        var after = wanted.After?.Value ?? 0;
        // Where it is not known that a commit ends, the commit that may end or lie there is read as well: else it could not be told from one that overlaps.
        var isEndOfCommit = _ends.Contains(after);
        var limit = Limit(wanted) + (isEndOfCommit ? 0 : 1);
        var gap = new GapClock();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            var (commits, isWhole) = await reader.AfterAsync(isEndOfCommit ? after : after - 1, limit, cancellationToken).ConfigureAwait(false);
            var scan = new AllScan(wanted, after, serializer);
            scan.Forward(commits, isEndOfCommit, isEnd: isWhole && commits.Count < limit);
            if (scan.Gap is not var (from, upTo) || scan.HasMoved)
            {
                if (scan.EndsWithCommit) _ends.Add(scan.Next);
                return scan.Page();
            }
            var waited = gap.Waited(upTo);
            if (waited >= options.GapWait) await FillAsync(from, upTo, cancellationToken).ConfigureAwait(false);
            if (waited > options.GapWait + (2 * options.WriteTimeout)) throw MongoFailure.Unavailable(collections.Address, null);
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<AllPage> BackwardAsync(AllReadOptions wanted, CancellationToken cancellationToken)
    {
        var after = wanted.After?.Value ?? long.MaxValue;
        var limit = Limit(wanted);
        // The commit that ends at this position or above it may begin below.
        var across = wanted.After is null ? Task.FromResult<Commit?>(null) : reader.FromAsync(after, cancellationToken);
        var (commits, isWhole) = await reader.BeforeAsync(after, limit, cancellationToken).ConfigureAwait(false);
        if (await across.ConfigureAwait(false) is { } first) commits.Insert(0, first);
        var scan = new AllScan(wanted, after, serializer);
        scan.Backward(commits, isEnd: isWhole && commits.Count < limit);
        return scan.Page();
    }

    private static int Limit(AllReadOptions wanted) => wanted.Filter is null ? wanted.MaxCount + 1 : MaxScanned;

    /// <summary>Proves a gap dead. An outcome that is not known proves nothing: whatever is there shows when it is read again.</summary>
    private async Task FillAsync(long from, long upTo, CancellationToken cancellationToken)
    {
        try
        {
            await fillers.TryFillAsync(from, upTo, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoBulkWriteException)
        {
        }
        catch (Exception e) when (MongoFailure.IsMongo(e))
        {
            if (!MongoFailure.IsPassing(e)) throw MongoFailure.Unavailable(collections.Address, e);
        }
    }
}
