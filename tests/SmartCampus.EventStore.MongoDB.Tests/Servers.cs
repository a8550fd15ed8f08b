using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>What the tests ask of servers.</summary>
internal static class Servers
{
    /// <summary>The options of the tests: short waits, because a fault that lasts is waited out.</summary>
    public static MongoEventStoreOptions Options(MongoTestServer server) => Options(server.ConnectionString, server.Database);

    public static MongoEventStoreOptions Options(string connectionString, string database) => new()
    {
        ConnectionString = connectionString, Database = database,
        GapWait = TimeSpan.FromMilliseconds(100), WriteTimeout = TimeSpan.FromMilliseconds(500), PollInterval = TimeSpan.FromMilliseconds(50),
    };

    /// <summary>The stand-in; the test is skipped on a real server, which cannot be made to fail or be damaged from here.</summary>
    public static MongoWireServer StandIn(MongoTestServer server)
    {
        Assert.SkipWhen(server.StandIn is null, "Needs the faults, the clock or the bytes of the stand-in; a real server was found.");
        return server.StandIn!;
    }
}
