using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Sends commits in one ordered command, and the same ones again as long as it is not known what became of them.</summary>
internal sealed class CommitWriter(StoreCollections collections)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(200);

    /// <param name="commits">The commits; operations on one stream build on each other, so that the order counts.</param>
    /// <param name="patience">When to give up sending again.</param>
    /// <exception cref="MongoException">It is not known what is stored.</exception>
    /// <exception cref="TimeoutException">Nothing was sent, now; what was sent before is open.</exception>
    public async Task<InsertOutcome> InsertAsync(List<(WriteOperation Operation, Commit Commit)> commits, Patience patience)
    {
        var documents = commits.Select(c => CommitFormat.Write(c.Commit)).ToArray();
        for (var pause = FirstPause; ; pause = pause < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await InsertOnceAsync(documents).ConfigureAwait(false);
            }
            catch (Exception e) when (MongoFailure.IsMongo(e))
            {
                if (!MongoFailure.WasNeverSent(e))
                    foreach (var (operation, commit) in commits) operation.OpenAt.Add(commit.Last);
                if (patience.HasEnded || (!MongoFailure.IsPassing(e) && e is not MongoBulkWriteException)) throw;
            }
            await Task.Delay(pause).ConfigureAwait(false);
        }
    }

    /// <exception cref="MongoException">The outcome of every document is open: no answer came, or one that a fail-over may take back.</exception>
    private async Task<InsertOutcome> InsertOnceAsync(BsonDocument[] documents)
    {
        try
        {
            await collections.Commits.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = true }).ConfigureAwait(false);
            return new InsertOutcome(documents.Length, null);
        }
        catch (MongoBulkWriteException<BsonDocument> e) when (e.WriteConcernError is null && e.WriteErrors is [var error] && !MongoFailure.IsPassing(error.Code))
        {
            return new InsertOutcome(error.Index, MongoFailure.IsDuplicate(error.Code) ? null : e);
        }
    }
}
