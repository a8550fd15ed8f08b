using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>What must be true of the servers and of the database before the store does anything.</summary>
internal static class StartCheck
{
    /// <summary>Servers before 4.4 speak lower versions of the protocol.</summary>
    private const int LowestWireVersion = 9;

    /// <summary>How servers before 4.4.2 answer to <c>hello</c>.</summary>
    private const int UnknownCommand = 59;

    /// <exception cref="EventStoreFormatException">The servers are too old, no replica set or sharded; the message says what to do.</exception>
    public static void Servers(StoreCollections collections)
    {
        var address = collections.Address;
        var hello = Hello(collections.Database);
        if (hello is null || hello.GetValue("maxWireVersion", 0).ToInt32() < LowestWireVersion)
            throw new EventStoreFormatException($"MongoDB at {address} is too old. Use version 4.4.2 or newer.");
        if (hello.GetValue("msg", "") == "isdbgrid")
            throw new EventStoreFormatException($"MongoDB at {address} is a router of a sharded cluster, where unique indexes do not hold over shards. Connect to a replica set.");
        if (!hello.Contains("setName"))
            throw new EventStoreFormatException($"MongoDB at {address} is a single server without a replica set, and acknowledges what a failure may take back. Start it with --replSet and run rs.initiate().");
    }

    /// <exception cref="EventStoreFormatException">Something is missing or of a newer version; the message says what to do.</exception>
    public static void Schema(StoreCollections collections, string prefix)
    {
        var format = Find(collections, StoreSchema.FormatId);
        var missing = StoreIndex.All.Where(index => !Has(collections.Database.GetCollection<BsonDocument>(prefix + index.Collection), index)).Select(i => $"{prefix}{i.Collection}.{i.Name}").ToArray();
        if (format is null || missing.Length > 0)
        {
            var what = missing.Length > 0 ? $"misses the indexes {string.Join(", ", missing)}, on which its promises rest" : "misses the mark of its format";
            throw new EventStoreFormatException($"Database '{collections.Database.DatabaseNamespace}' {what}. Run MongoEventStore.EnsureSchemaAsync once.");
        }
        if (format["format"].ToInt32() > StoreSchema.Format)
            throw new EventStoreFormatException($"Database '{collections.Database.DatabaseNamespace}' has format {format["format"]}, and this version knows {StoreSchema.Format}. Update SmartCampus.EventStore.MongoDB.");
        if (Find(collections, StoreSchema.CounterId) is null)
            throw new EventStoreFormatException($"Database '{collections.Database.DatabaseNamespace}' has lost its counter of positions. Restore a backup; docs/mongodb.md says how.");
    }

    private static BsonDocument? Hello(IMongoDatabase database)
    {
        try
        {
            return database.RunCommand<BsonDocument>(new BsonDocument("hello", 1));
        }
        catch (MongoCommandException e) when (e.Code == UnknownCommand)
        {
            return null;
        }
    }

    private static BsonDocument? Find(StoreCollections collections, string id) =>
        collections.Counters.Find(Builders<BsonDocument>.Filter.Eq("_id", id)).Limit(1).FirstOrDefault();

    private static bool Has(IMongoCollection<BsonDocument> collection, StoreIndex index) => collection.Indexes.List().ToEnumerable().Any(found =>
        found["name"] == index.Name && Keys(found["key"].AsBsonDocument).SequenceEqual(Keys(index.Keys)) && found.GetValue("unique", false).ToBoolean() == index.IsUnique
        && !found.Contains("partialFilterExpression") && !found.Contains("sparse") && !found.Contains("collation"));

    // A shell writes 1 as a floating-point number.
    private static IEnumerable<(string, int)> Keys(BsonDocument keys) => keys.Select(key => (key.Name, key.Value.ToInt32()));
}
