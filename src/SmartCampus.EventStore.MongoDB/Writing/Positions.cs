using System.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Reserves positions by the one counter of the store.</summary>
internal sealed class Positions(StoreCollections collections, CommitReader reader)
{
    /// <summary>A million appends a second get there in 285 years; a counter that is there now is damaged, and would soon overflow.</summary>
    private const long Highest = 1L << 53;

    /// <summary>Reserves so many positions in a row, above every one that this process has seen.</summary>
    /// <returns>The positions. A majority has them: no fail-over gives them away again.</returns>
    /// <exception cref="EventStoreFormatException">The counter is missing, or cannot be right.</exception>
    public async Task<Reservation> ReserveAsync(int count)
    {
        var highest = new BsonDocument("$max", new BsonArray { "$n", reader.Seen });
        var add = new BsonDocument("$set", new BsonDocument("n", new BsonDocument("$add", new BsonArray { highest, (long)count })));
        var counter = await collections.Counters.FindOneAndUpdateAsync(
            new BsonDocument { { "_id", StoreSchema.CounterId }, { "n", new BsonDocument("$lt", Highest) } },
            Builders<BsonDocument>.Update.Pipeline(new BsonDocument[] { add }),
            new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After }).ConfigureAwait(false);
        if (counter is null) throw new EventStoreFormatException($"The counter of positions is gone, or beyond {Highest}. Restore a backup; docs/mongodb.md says how.");
        return new Reservation(counter["n"].AsInt64 - count + 1, count, Stopwatch.GetTimestamp());
    }
}
