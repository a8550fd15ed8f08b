using MongoDB.Bson;
using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>A stand-in with a schema, on which a test opens stores, makes things fail, and looks at the documents by itself.</summary>
internal sealed class Campus : IAsyncDisposable
{
    private const string Database = "campus";

    public static readonly StreamId Room = new("room-1");

    private readonly List<MongoEventStore> _stores = [];

    private Campus(MongoWireServer server) => Server = server;

    public MongoWireServer Server { get; }

    /// <summary>Long enough for the driver to find its server again, again and again: it looks every half second.</summary>
    public MongoEventStoreOptions Options => Servers.Options(Server.ConnectionString, Database) with { WriteTimeout = TimeSpan.FromSeconds(10) };

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<Campus> StartAsync(TimeProvider? time = null)
    {
        var campus = new Campus(MongoWireServer.Start(new WireServerOptions { Time = time ?? TimeProvider.System }));
        await MongoEventStore.EnsureSchemaAsync(campus.Options, Cancellation);
        return campus;
    }

    public MongoEventStore Open(Func<MongoEventStoreOptions, MongoEventStoreOptions>? change = null)
    {
        var types = new EventTypes().Add("seat-taken", SeatJson.Default.SeatTaken);
        var store = MongoEventStore.Open(change is null ? Options : change(Options), new EventSerializer(types));
        _stores.Add(store);
        return store;
    }

    public IReadOnlyList<BsonDocument> Documents(string collection) => Server.Documents(Database, collection);

    public IReadOnlyList<BsonDocument> Commits => Documents("commits");

    public void Update(string collection, BsonValue id, Action<BsonDocument> change) => Server.Update(Database, collection, id, change);

    public void Remove(string collection, BsonValue id) => Server.Remove(Database, collection, id);

    /// <summary>A store that is never too late, and waits for whoever is: so that no pause of the machine decides a test.</summary>
    public MongoEventStore OpenPatient() => Open(options => options with { GapWait = TimeSpan.FromMinutes(1) });

    /// <summary>A store that soon gives up, for faults that last.</summary>
    public MongoEventStore OpenImpatient() => Open(options => options with { WriteTimeout = TimeSpan.FromMilliseconds(500) });

    public static AppendRequest Seats(StreamId stream, ExpectedVersion expected, int count = 1, int bytes = 0) => new(Part(stream, expected, count, bytes));

    public static StreamAppend Part(StreamId stream, ExpectedVersion expected, int count = 1, int bytes = 0) =>
        new(stream, expected, [.. Enumerable.Range(1, count).Select(i => new EventData(new SeatTaken(new string('x', bytes), i)))]);

    public static async Task<List<EventEnvelope>> ReadAllAsync(IEventStore store, AllReadOptions? options = null) =>
        await store.ReadAllAsync(options, Cancellation).ToListAsync(Cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores) await store.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(Server.Refused);
    }
}
