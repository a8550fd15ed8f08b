using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Locking;

/// <summary>The server and the buckets, checked before anything is locked.</summary>
internal static class LockSchema
{
    private const int Version44 = 9;

    /// <summary>Refuses a server on which the locks would not keep their promises.</summary>
    /// <returns>The server's answer.</returns>
    public static BsonDocument CheckServer(BsonDocument hello, string where)
    {
        if (hello.GetValue("msg", "") == "isdbgrid")
            throw new LockUnavailableException($"{where} is a mongos, whose clock is not the one of the server that holds the locks. Name the replica set itself.");
        if (!hello.Contains("setName"))
            throw new LockUnavailableException($"{where} is no replica set, so that nothing confirms a lock for good. Start mongod with --replSet and call rs.initiate(), also for a single server.");
        if (hello.GetValue("maxWireVersion", 0).ToInt32() < Version44)
            throw new LockUnavailableException($"{where} is older than MongoDB 4.4.2, which the locks need. Upgrade it.");
        return hello;
    }

    /// <summary>Refuses a collection that lacks buckets.</summary>
    public static void CheckBuckets(int count, string collection)
    {
        if (count != LockBuckets.Count)
            throw new LockUnavailableException(
                $"The collection '{collection}' holds {count} of the {LockBuckets.Count} documents of the locks. Run MongoLockManager.EnsureSchemaAsync once; the host does with --store mongodb.");
    }

    /// <summary>Makes the buckets that are missing.</summary>
    /// <remarks>
    /// Their tokens begin at the server's time in microseconds, more than anybody gets tokens: a collection that was dropped goes on above what stores
    /// remember of it.
    /// </remarks>
    public static async Task EnsureAsync(MongoLockManagerOptions options, CancellationToken cancellationToken)
    {
        var (client, locks) = LockClient.Open(options);
        try
        {
            await EnsureAsync(locks, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MongoException or TimeoutException)
        {
            throw LockFailure.From(e, Where(locks));
        }
        finally
        {
            client.Dispose();
        }
    }

    private static async Task EnsureAsync(IMongoCollection<BsonDocument> locks, CancellationToken cancellationToken)
    {
        var hello = CheckServer(await locks.Database.RunCommandAsync<BsonDocument>(Hello, cancellationToken: cancellationToken).ConfigureAwait(false), Where(locks));
        var floor = (hello["localTime"].ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var present = await locks.Find(FilterDefinition<BsonDocument>.Empty).Project<BsonDocument>(IdOnly).ToListAsync(cancellationToken).ConfigureAwait(false);
        var missing = Enumerable.Range(0, LockBuckets.Count).Except(present.Select(bucket => bucket["_id"].AsInt32))
            .Select(id => new BsonDocument { { "_id", id }, { "n", floor }, { "l", new BsonArray() }, { "w", new BsonArray() } }).ToList();
        if (missing.Count == 0) return;
        try
        {
            await locks.InsertManyAsync(missing, new InsertManyOptions { IsOrdered = false }, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoBulkWriteException e) when (e.WriteConcernError is null && e.WriteErrors.All(error => error.Category == ServerErrorCategory.DuplicateKey))
        {
            // Somebody else has made them at the same time.
        }
    }

    public static BsonDocument Hello => new("hello", 1);

    public static BsonDocument IdOnly => new("_id", 1);

    /// <summary>The servers, for messages.</summary>
    public static string Where(IMongoCollection<BsonDocument> locks) => $"MongoDB at {string.Join(", ", locks.Database.Client.Settings.Servers)}";
}
