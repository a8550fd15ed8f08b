using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Removes the bytes of events that were truncated or deleted. What the indexes and the checksums need stays for ever.</summary>
internal static class PayloadRemoval
{
    private const int SlotsAtOnce = 1_000;

    /// <summary>Removes all that the stream's head declares gone, from a version on; doing it again changes nothing.</summary>
    public static async Task RunAsync(StoreCollections collections, CommitReader reader, string stream, long from)
    {
        var head = await reader.HeadAsync(stream, CancellationToken.None).ConfigureAwait(false);
        var update = Builders<BsonDocument>.Update.Set("e.$[x].gone", true).Unset("e.$[x].data").Unset("e.$[x].meta");
        var options = new UpdateOptions
        {
            Hint = StoreIndex.StreamSlot.Name,
            ArrayFilters = [new BsonDocumentArrayFilterDefinition<BsonDocument>(new BsonDocument
            {
                { "x.s", stream }, { "x.v", new BsonDocument("$lte", head.Gone) }, { "x.type", new BsonDocument("$exists", true) },
            })],
        };
        var last = head.Gone + head.Controls;
        for (var slot = from; slot <= last; slot += SlotsAtOnce)
        {
            var slots = CommitQueries.Slots(stream, slot, Math.Min(slot + SlotsAtOnce - 1, last));
            await collections.Commits.UpdateManyAsync(slots, update, options).ConfigureAwait(false);
        }
    }
}
