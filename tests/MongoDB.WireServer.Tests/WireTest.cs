using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

/// <summary>A server of its own for each test, and a client with one collection; nothing may have been refused unless the test expects it.</summary>
public abstract class WireTest : IAsyncLifetime
{
    private readonly List<MongoClient> _clients = [];

    protected WireTest()
    {
        Server = MongoWireServer.Start(new WireServerOptions { Time = Time });
        Client = Connect();
        Database = Client.GetDatabase("campus");
        Things = Database.GetCollection<BsonDocument>("things");
    }

    protected Microsoft.Extensions.Time.Testing.FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    protected MongoWireServer Server { get; }

    protected MongoClient Client { get; }

    protected IMongoDatabase Database { get; }

    protected IMongoCollection<BsonDocument> Things { get; }

    protected virtual bool ExpectsRefusals => false;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (!ExpectsRefusals)
        {
            Assert.Empty(Server.Refused);
        }

        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static BsonDocument Doc(string json) => BsonDocument.Parse(json);

    protected MongoClient Connect(Action<MongoClientSettings>? change = null)
    {
        var settings = MongoClientSettings.FromConnectionString(Server.ConnectionString);
        change?.Invoke(settings);
        var client = new MongoClient(settings);
        _clients.Add(client);
        return client;
    }

    protected Task InsertAsync(params string[] documents) => Things.InsertManyAsync(documents.Select(Doc));

    protected async Task<List<BsonDocument>> FindAsync(string filter) => await Things.Find(Doc(filter)).ToListAsync();

    /// <summary>The ids of what a filter finds, in order, as text.</summary>
    protected async Task<string> IdsAsync(string filter) => string.Join(",", (await FindAsync(filter)).Select(document => document["_id"].ToString()).Order(StringComparer.Ordinal));
}
