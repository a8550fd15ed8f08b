using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>The collections of one store, with the settings that keep its promises.</summary>
internal sealed class StoreCollections
{
    public StoreCollections(MongoEventStoreOptions options)
    {
        var settings = SafeSettings.For(options);
        Client = new MongoClient(settings);
        Address = string.Join(',', settings.Servers);
        Database = Client.GetDatabase(options.Database);
        Commits = Get("commits");
        Counters = Get("counters");
        Snapshots = Get("snapshots");
        Groups = Get("groups");
        Letters = Get("letters");
        Certain = Commits.WithReadConcern(ReadConcern.Linearizable);
        IMongoCollection<BsonDocument> Get(string name) => Database.GetCollection<BsonDocument>(options.CollectionPrefix + name);
    }

    /// <summary>The servers that were asked for, for messages.</summary>
    public string Address { get; }

    public MongoClient Client { get; }

    public IMongoDatabase Database { get; }

    public IMongoCollection<BsonDocument> Commits { get; }

    /// <summary>The commits, read so that nothing that was acknowledged before can be missing, whoever was primary then.</summary>
    public IMongoCollection<BsonDocument> Certain { get; }

    public IMongoCollection<BsonDocument> Counters { get; }

    public IMongoCollection<BsonDocument> Snapshots { get; }

    public IMongoCollection<BsonDocument> Groups { get; }

    public IMongoCollection<BsonDocument> Letters { get; }
}
