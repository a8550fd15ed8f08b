using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Moves letters from their group's document, where they were put under a claim, to their own collection.</summary>
internal static class PendingLetters
{
    /// <summary>Moves what waits in a group; several may do it at once, and late.</summary>
    public static async Task MoveAsync(StoreCollections collections, BsonDocument group)
    {
        var pending = group.GetValue("pending", new BsonArray()).AsBsonArray.Select(letter => letter.AsBsonDocument).ToArray();
        if (pending.Length == 0) return;
        foreach (var letter in pending.OrderBy(letter => letter["q"].AsInt64)) await PutAsync(collections.Letters, letter).ConfigureAwait(false);
        var moved = new BsonDocument("q", new BsonDocument("$lte", pending.Max(letter => letter["q"].AsInt64)));
        await collections.Groups.UpdateOneAsync(GroupUpdates.Of(group["_id"].AsString), Builders<BsonDocument>.Update.PullFilter("pending", (FilterDefinition<BsonDocument>)moved)).ConfigureAwait(false);
    }

    /// <summary>Writes a letter unless a later one was there already, which may have been removed since.</summary>
    private static async Task PutAsync(IMongoCollection<BsonDocument> letters, BsonDocument letter)
    {
        var earlier = new BsonDocument { { "_id", letter["_id"] }, { "q", new BsonDocument("$lt", letter["q"]) } };
        try
        {
            await letters.ReplaceOneAsync(earlier, letter, new ReplaceOptions { IsUpsert = true }).ConfigureAwait(false);
        }
        catch (MongoWriteException e) when (MongoFailure.IsDuplicate(e))
        {
        }
    }
}
