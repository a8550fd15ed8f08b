using MongoDB.Driver;

namespace SmartCampus.Locking;

/// <summary>The driver, with the settings on which the locks rest.</summary>
internal static class LockClient
{
    /// <summary>Refuses a connection string that asks for less than the locks need.</summary>
    public static void Check(string connectionString)
    {
        MongoUrl url;
        try
        {
            url = new MongoUrl(connectionString);
        }
        catch (MongoConfigurationException)
        {
            // Neither the driver's sentence nor its exception: both repeat the string, which may have a password in it.
            throw new ArgumentException("It is no connection string of MongoDB. Write one such as mongodb://db1,db2,db3/?replicaSet=rs0.", nameof(connectionString));
        }
        if (url.W is { } w && !w.Equals("majority"))
            throw Unsafe($"w={w}", "a lock that was granted could be rolled back and granted again with the same token", "w=majority");
        if (url.Journal == false) throw Unsafe("journal=false", "a lock that was granted could be lost with the power", "journal=true");
        if (url.ReadPreference is { ReadPreferenceMode: not ReadPreferenceMode.Primary } read)
            throw Unsafe($"readPreference={read.ReadPreferenceMode}", "secondaries know less than the primary", "readPreference=primary");
        if (url.ReadConcernLevel is ReadConcernLevel.Local or ReadConcernLevel.Available)
            throw Unsafe($"readConcernLevel={url.ReadConcernLevel}", "it shows locks that may be rolled back", "readConcernLevel=majority");
        if (url.RetryWrites == false) throw Unsafe("retryWrites=false", "a lost connection would leave its outcome open", "retryWrites=true");
    }

    /// <summary>Makes the client and names the collection.</summary>
    public static (MongoClient Client, IMongoCollection<MongoDB.Bson.BsonDocument> Locks) Open(MongoLockManagerOptions options)
    {
        var settings = MongoClientSettings.FromConnectionString(options.ConnectionString);
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true, wTimeout: options.WriteTimeout);
        settings.ReadConcern = ReadConcern.Majority;
        settings.ReadPreference = ReadPreference.Primary;
        settings.RetryWrites = true;
        settings.ServerSelectionTimeout = options.OperationTimeout;
        settings.SocketTimeout = options.WriteTimeout + TimeSpan.FromSeconds(5);
        var client = new MongoClient(settings);
        return (client, client.GetDatabase(options.Database).GetCollection<MongoDB.Bson.BsonDocument>(options.Collection));
    }

    private static ArgumentException Unsafe(string setting, string why, string instead) =>
        new($"The connection string says {setting}, with which {why}. Leave it out, or say {instead}.");
}
