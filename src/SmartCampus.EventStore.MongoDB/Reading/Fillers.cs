using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Proves positions unused, by using them up.</summary>
internal sealed class Fillers(StoreCollections collections)
{
    private const int ChunkSize = 1_000, MaxChunks = 100;

    /// <summary>Fills a range in which nobody has written, or the highest 100,000 positions of it. Only a majority's word proves that nobody ever will.</summary>
    /// <returns>Whether all of it is filled now; if not, the range has to be read again.</returns>
    /// <exception cref="MongoException">The servers do not take it, or did not answer.</exception>
    public async Task<bool> TryFillAsync(long from, long upTo, CancellationToken cancellationToken)
    {
        foreach (var chunk in Of(from, upTo).Chunk(ChunkSize).Take(MaxChunks))
        {
            try
            {
                await collections.Commits.InsertManyAsync(chunk, new InsertManyOptions { IsOrdered = true }, cancellationToken).ConfigureAwait(false);
            }
            catch (MongoBulkWriteException e) when (e.WriteConcernError is null && e.WriteErrors is [var error] && MongoFailure.IsDuplicate(error.Code))
            {
                return false;
            }
        }
        return upTo - from < ChunkSize * MaxChunks;
    }

    /// <summary>The fillers of a range, the highest position first.</summary>
    /// <remarks>
    /// A commit is indexed by its last position. From the top down, a filler lies at a position only when none can end there or
    /// above it in the range any more, so that no commit can ever reach over a filler.
    /// </remarks>
    private static IEnumerable<BsonDocument> Of(long from, long upTo)
    {
        for (var position = upTo; position >= from; position--) yield return CommitFormat.Filler(position);
    }
}
