using MongoDB.Driver;

namespace SmartCampus.MongoWire;

/// <summary>
/// A server for a test and a database of its own on it: the replica set that the environment variable SMARTCAMPUS_MONGODB names,
/// else one of the <c>mongod</c> on the path, else the stand-in.
/// </summary>
public sealed class MongoTestServer : IAsyncDisposable
{
    private const string Variable = "SMARTCAMPUS_MONGODB";

    private static readonly Lazy<Task<string?>> Real = new(FindRealAsync);

    private MongoTestServer(string connectionString, MongoWireServer? standIn) => (ConnectionString, StandIn) = (connectionString, standIn);

    /// <summary>What a client connects with.</summary>
    public string ConnectionString { get; }

    /// <summary>The name of a database that nobody else uses; it is dropped at the end.</summary>
    public string Database { get; } = $"test{Guid.NewGuid():N}";

    /// <summary>The stand-in with its faults; null on a real server.</summary>
    public MongoWireServer? StandIn { get; }

    /// <summary>Gives a server.</summary>
    /// <param name="time">The clock of the stand-in; a real server has its own.</param>
    public static async Task<MongoTestServer> GetAsync(TimeProvider? time = null)
    {
        if (await Real.Value is { } connectionString)
        {
            return new MongoTestServer(connectionString, null);
        }

        return OfStandIn(time);
    }

    /// <summary>Gives the stand-in also where there is a real server: for what needs its clock, its faults or its bytes.</summary>
    /// <param name="time">The clock of the stand-in.</param>
    public static MongoTestServer OfStandIn(TimeProvider? time = null)
    {
        var standIn = MongoWireServer.Start(new WireServerOptions { Time = time ?? TimeProvider.System });
        return new MongoTestServer(standIn.ConnectionString, standIn);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (StandIn is not null)
        {
            await StandIn.DisposeAsync();
            return;
        }

        using var client = new MongoClient(ConnectionString);
        await client.DropDatabaseAsync(Database);
    }

    private static async Task<string?> FindRealAsync()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        return !string.IsNullOrWhiteSpace(named) ? named : Mongod.Find() is { } program ? await Mongod.StartAsync(program) : null;
    }
}
