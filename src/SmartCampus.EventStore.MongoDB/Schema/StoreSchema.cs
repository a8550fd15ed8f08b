using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Makes the indexes, the counter of positions and the mark of the format; doing it again changes nothing.</summary>
internal static class StoreSchema
{
    public const int Format = 1;
    // IndexOptionsConflict and IndexKeySpecsConflict: there is one of this name, or with these keys, that is another.
    private static readonly int[] Conflicts = [85, 86];

    public const string FormatId = "format", CounterId = "p";

    public static async Task EnsureAsync(StoreCollections collections, string prefix, CancellationToken cancellationToken)
    {
        foreach (var index in StoreIndex.All) await MakeAsync(collections.Database.GetCollection<BsonDocument>(prefix + index.Collection), index, cancellationToken).ConfigureAwait(false);
        await AddAsync(collections.Counters, new BsonDocument { { "_id", FormatId }, { "format", Format } }, cancellationToken).ConfigureAwait(false);
        // A counter that was lost cannot be made again: positions may be on their way that no document shows.
        if (await HasCommitsAsync(collections, cancellationToken).ConfigureAwait(false)) return;
        await AddAsync(collections.Counters, new BsonDocument { { "_id", CounterId }, { "n", 0L } }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task MakeAsync(IMongoCollection<BsonDocument> collection, StoreIndex index, CancellationToken cancellationToken)
    {
        var model = new CreateIndexModel<BsonDocument>(index.Keys, new CreateIndexOptions { Name = index.Name, Unique = index.IsUnique ? true : null });
        try
        {
            await collection.Indexes.CreateOneAsync(model, null, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoCommandException e) when (Conflicts.Contains(e.Code))
        {
            throw new EventStoreFormatException($"Collection '{collection.CollectionNamespace}' has another index in the place of '{index.Name}'. Drop that one, and run MongoEventStore.EnsureSchemaAsync again.", e);
        }
    }

    private static async Task<bool> HasCommitsAsync(StoreCollections collections, CancellationToken cancellationToken) =>
        await collections.Commits.Find(FilterDefinition<BsonDocument>.Empty, new FindOptions { Hint = StoreIndex.Position.Name }).Limit(1).AnyAsync(cancellationToken).ConfigureAwait(false);

    private static async Task AddAsync(IMongoCollection<BsonDocument> counters, BsonDocument document, CancellationToken cancellationToken)
    {
        try
        {
            await counters.InsertOneAsync(document, null, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoException e) when (MongoFailure.IsDuplicate(e))
        {
            // It is there, from an earlier call or from another process just now.
        }
    }
}
