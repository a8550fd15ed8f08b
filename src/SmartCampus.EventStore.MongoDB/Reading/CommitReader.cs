using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Reads commits. Nothing is held between two calls.</summary>
internal sealed class CommitReader(StoreCollections collections, TimeSpan timeout)
{
    /// <summary>A read ends after so many bytes of documents, whatever it was asked for.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private const string ById = "_id_";

    /// <summary>The highest position that this process has seen.</summary>
    public long Seen => Volatile.Read(ref _seen);

    private long _seen;

    /// <summary>The last entry's state of a stream, which is empty when nothing was ever written.</summary>
    public async Task<StreamHead> HeadAsync(string stream, CancellationToken cancellationToken)
    {
        var (commits, _) = await FindAsync(collections.Commits, CommitQueries.OfStream(stream), StoreIndex.StreamPosition, CommitQueries.Descending, 1, cancellationToken).ConfigureAwait(false);
        return commits is [var last] ? last.HeadOf(stream) : default;
    }

    /// <summary>The commits that hold slots of a stream, in no certain order, and whether these are all.</summary>
    public Task<(List<Commit> Commits, bool IsWhole)> SlotsAsync(string stream, long from, long upTo, CancellationToken cancellationToken) =>
        FindAsync(collections.Commits, CommitQueries.Slots(stream, from, upTo), StoreIndex.StreamSlot, null, (int)Math.Min(upTo - from + 1, int.MaxValue), cancellationToken);

    /// <summary>The position of the event at a version; null when there is none.</summary>
    public async Task<long?> PositionOfAsync(string stream, long version, StreamHead head, CancellationToken cancellationToken)
    {
        if (version == head.Version && head.Controls == 0) return head.Position;
        // The slot of a version is above it by as many control entries as lie before it.
        var (commits, _) = await SlotsAsync(stream, version, version + head.Controls, cancellationToken).ConfigureAwait(false);
        foreach (var commit in commits)
            for (var i = 0; i < commit.Entries.Count; i++)
            {
                if (commit.Entries[i] is not { Kind: EntryKind.Event } entry || entry.Stream != stream || entry.Version != version) continue;
                commit.VerifyHeader(i);
                return commit.PositionOf(i);
            }
        return null;
    }

    /// <summary>The commits that end after a position, in order, and whether these are all; at most so many.</summary>
    public Task<(List<Commit> Commits, bool IsWhole)> AfterAsync(long position, int count, CancellationToken cancellationToken) =>
        FindAsync(collections.Commits, CommitQueries.After(position), StoreIndex.Position, CommitQueries.Ascending, count, cancellationToken);

    /// <summary>The commits that end before a position, the last first, and whether these are all; at most so many.</summary>
    public Task<(List<Commit> Commits, bool IsWhole)> BeforeAsync(long position, int count, CancellationToken cancellationToken) =>
        FindAsync(collections.Commits, CommitQueries.Before(position), StoreIndex.Position, CommitQueries.Descending, count, cancellationToken);

    /// <summary>The first commit that ends at a position or after it.</summary>
    public async Task<Commit?> FromAsync(long position, CancellationToken cancellationToken)
    {
        var (commits, _) = await FindAsync(collections.Commits, CommitQueries.From(position), StoreIndex.Position, CommitQueries.Ascending, 1, cancellationToken).ConfigureAwait(false);
        return commits.Count > 0 ? commits[0] : null;
    }

    /// <summary>The end of the last commit that can be seen; 0 when there is none.</summary>
    public async Task<long> LastAsync(CancellationToken cancellationToken)
    {
        var (commits, _) = await BeforeAsync(long.MaxValue, 1, cancellationToken).ConfigureAwait(false);
        return commits.Count > 0 ? commits[0].Last : 0;
    }

    /// <summary>The commit of an id, which was not acknowledged by anybody when it is missing: servers promise so much only of a query for one document.</summary>
    public async Task<Commit?> FindCertainAsync(Guid id, CancellationToken cancellationToken)
    {
        var (commits, _) = await FindAsync(collections.Certain, CommitQueries.Id(id), null, null, 1, cancellationToken).ConfigureAwait(false);
        return commits is [var found] ? found : null;
    }

    /// <summary>The commits among these ids that are stored. That one is missing is not certain.</summary>
    public async Task<Dictionary<Guid, Commit>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, Commit>();
        while (true)
        {
            var (commits, isWhole) = await FindAsync(collections.Certain, CommitQueries.Ids(ids.Where(id => !found.ContainsKey(id))), null, null, ids.Count, cancellationToken).ConfigureAwait(false);
            foreach (var commit in commits) found[commit.Id] = commit;
            if (isWhole) return found;
        }
    }

    /// <summary>Whether a slot of a stream is taken for certain.</summary>
    public async Task<bool> IsTakenCertainlyAsync(string stream, long slot, CancellationToken cancellationToken)
    {
        var (commits, _) = await FindAsync(collections.Certain, CommitQueries.Slots(stream, slot, slot), StoreIndex.StreamSlot, null, 1, cancellationToken).ConfigureAwait(false);
        return commits.Count > 0;
    }

    private async Task<(List<Commit> Commits, bool IsWhole)> FindAsync(
        IMongoCollection<BsonDocument> from, FilterDefinition<BsonDocument> filter, StoreIndex? index, SortDefinition<BsonDocument>? sort, int limit, CancellationToken cancellationToken)
    {
        // One more than the limit, so that the first batch is the last one whenever it fits.
        var options = new FindOptions<BsonDocument> { Hint = index?.Name ?? ById, Sort = sort, Limit = limit, BatchSize = limit + 1 };
        if (from == collections.Certain) options.MaxTime = timeout;
        try
        {
            using var cursor = await from.FindAsync(filter, options, cancellationToken).ConfigureAwait(false);
            return await TakeAsync(cursor, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (MongoFailure.IsMongo(e))
        {
            throw MongoFailure.Unavailable(collections.Address, e);
        }
    }

    private async Task<(List<Commit> Commits, bool IsWhole)> TakeAsync(IAsyncCursor<BsonDocument> cursor, CancellationToken cancellationToken)
    {
        var commits = new List<Commit>();
        long bytes = 0;
        while (await cursor.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var document in cursor.Current)
            {
                // What precedes a damaged document is given; whoever goes on from there meets the damage first.
                if (!TryRead(document, isFirst: commits.Count == 0, out var commit)) return (commits, false);
                commits.Add(commit);
                Saw(commit.Last);
                foreach (var entry in commit.Entries) bytes += entry.Data.Length + entry.Metadata.Length;
            }
            if (bytes > MaxBytes) return (commits, false);
        }
        return (commits, true);
    }

    private static bool TryRead(BsonDocument document, bool isFirst, [NotNullWhen(true)] out Commit? commit)
    {
        try
        {
            commit = CommitFormat.Read(document);
            return true;
        }
        catch (CorruptEventException) when (!isFirst)
        {
            commit = null;
            return false;
        }
    }

    /// <summary>Notes a position that is taken.</summary>
    public void Saw(long position)
    {
        var before = Volatile.Read(ref _seen);
        while (position > before)
        {
            var found = Interlocked.CompareExchange(ref _seen, position, before);
            if (found == before) return;
            before = found;
        }
    }
}
