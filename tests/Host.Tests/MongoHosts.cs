using SmartCampus.MongoWire;

namespace SmartCampus.Host.Tests;

/// <summary>Hosts on one MongoDB database of their own.</summary>
internal sealed class MongoHosts : IAsyncDisposable
{
    public const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private readonly List<RunningHost> _hosts = [];
    private readonly MongoTestServer _server;

    private MongoHosts(MongoTestServer server) => _server = server;

    /// <summary>The stand-in with its faults.</summary>
    public MongoWireServer StandIn => _server.StandIn!;

    public static async Task<MongoHosts> GetAsync() => new(await MongoTestServer.GetAsync());

    /// <summary>The options of a host on this database.</summary>
    /// <param name="role">Its role.</param>
    /// <param name="timeout">How long it waits for the servers, in milliseconds.</param>
    public string[] Options(string role, int timeout = 10_000) =>
        ["--store", "mongodb", "--mongo", $"{_server.ConnectionString}&wtimeoutMS={timeout}", "--mongo-database", _server.Database, "--page-token-key", Key, "--role", role, "--port-offset", "auto"];

    public Task<RunningHost> StartSchedulerAsync() => AddAsync(Options("scheduler"));

    public Task<RunningHost> StartAcademicAsync(RunningHost scheduler, bool demo = false) =>
        AddAsync([.. Options("academic"), "--scheduler-url", scheduler.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), "--demo", $"{demo}"]);

    public async Task<RunningHost> AddAsync(string[] options)
    {
        var host = await RunningHost.StartAsync(options);
        lock (_hosts) _hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts) await host.DisposeAsync();
        await _server.DisposeAsync();
    }
}
