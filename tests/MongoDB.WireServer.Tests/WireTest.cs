using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

/// <summary>
/// A database of its own for each test. What a test says of a server must hold of a real one too, so where there is one these tests judge the stand-in by
/// running on it; those that need faults, the log or the clock ask for <see cref="Server"/> and are skipped there.
/// </summary>
public abstract class WireTest : IAsyncLifetime
{
    private readonly List<MongoClient> _clients = [];
    private MongoTestServer? _server;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));

    /// <summary>The stand-in; a test that asks for it is skipped on a real server.</summary>
    protected MongoWireServer Server
    {
        get
        {
            Assert.SkipWhen(_server!.StandIn is null, "Needs the faults, the log or the clock of the stand-in; a real server was found.");
            return _server.StandIn!;
        }
    }

    protected MongoClient Client => _clients[0];

    /// <summary>The name of the test's database.</summary>
    protected string Name => _server!.Database;

    protected IMongoDatabase Database => Client.GetDatabase(Name);

    protected IMongoCollection<BsonDocument> Things => Database.GetCollection<BsonDocument>("things");

    /// <summary>What the collection holds on the server, whatever a read would show.</summary>
    protected IReadOnlyList<BsonDocument> Stored => Server.Documents(Name, "things");

    /// <summary>Nothing may have been refused, unless a test is about that.</summary>
    protected virtual bool ExpectsRefusals => false;

    public async ValueTask InitializeAsync()
    {
        _server = await MongoTestServer.GetAsync(Time);
        Connect();
    }

    public async ValueTask DisposeAsync()
    {
        if (!ExpectsRefusals)
        {
            Assert.Empty(_server!.StandIn?.Refused ?? []);
        }

        foreach (var client in _clients)
        {
            client.Dispose();
        }

        await _server!.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static BsonDocument Doc(string json) => BsonDocument.Parse(json);

    protected MongoClient Connect(Action<MongoClientSettings>? change = null)
    {
        var settings = MongoClientSettings.FromConnectionString(_server!.ConnectionString);
        change?.Invoke(settings);
        var client = new MongoClient(settings);
        _clients.Add(client);
        return client;
    }

    /// <summary>The collection through a client that repeats nothing by itself.</summary>
    protected IMongoCollection<BsonDocument> WithoutRetries() =>
        Connect(settings => settings.RetryWrites = settings.RetryReads = false).GetDatabase(Name).GetCollection<BsonDocument>("things");

    protected Task InsertAsync(params string[] documents) => Things.InsertManyAsync(documents.Select(Doc));

    protected async Task<List<BsonDocument>> FindAsync(string filter) => await Things.Find(Doc(filter)).ToListAsync();

    /// <summary>The ids of what a filter finds, in order, as text.</summary>
    protected async Task<string> IdsAsync(string filter) => string.Join(",", (await FindAsync(filter)).Select(document => document["_id"].ToString()).Order(StringComparer.Ordinal));
}
