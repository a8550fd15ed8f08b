using MongoDB.Bson;
using SmartCampus.Events.Testing;
using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Stores over one database: of a real replica set when there is one, else of the stand-in, whose clock is the store's.</summary>
public sealed class MongoStoreFactory : IFaultyStoreFactory, IDamageableStoreFactory
{
    /// <summary>Those of the contracts that set the server's clock, let it fail, or damage its bytes.</summary>
    private static readonly string[] OnStandIn =
        [nameof(CancellationTests), nameof(CheckpointsTests), nameof(ClockJumpsTests), nameof(DeadLettersTests), nameof(FaultsTests), nameof(StoredBytesTests)];

    private static readonly string[] Writes = ["insert", "update", "findAndModify", "delete"];

    private MongoTestServer? _server;
    private MongoEventStoreOptions? _options;

    public async ValueTask<OpenedStore> OpenAsync(StoreSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (_server is null)
        {
            _server = OnStandIn.Contains(TestContext.Current.TestClass?.TestClassSimpleName) ? MongoTestServer.OfStandIn(settings.Time) : await MongoTestServer.GetAsync(settings.Time);
            _options = Servers.Options(_server);
            await MongoEventStore.EnsureSchemaAsync(_options);
        }
        return OpenedStore.Of(MongoEventStore.Open(_options! with { Limits = settings.Limits, TimeProvider = settings.Time }, settings.Serializer));
    }

    public ValueTask FailWritesAsync(WriteFault fault)
    {
        var kind = fault switch
        {
            WriteFault.Full => Fault.DiskFull,
            WriteFault.WriteError => Fault.DropBeforeApplying,
            _ => Fault.WriteConcernTimeout,
        };
        foreach (var command in Writes) StandIn.Faults.Next(command, null, kind, int.MaxValue);
        return ValueTask.CompletedTask;
    }

    public ValueTask HealAsync()
    {
        StandIn.Faults.Clear();
        return ValueTask.CompletedTask;
    }

    public ValueTask DamageEventAsync(GlobalPosition position, int offset)
    {
        var commit = StandIn.Documents(_server!.Database, "commits").First(c => c["p"].AsInt64 >= position.Value);
        var index = (int)(position.Value - (commit["p"].AsInt64 - commit["n"].AsInt32 + 1));
        StandIn.Update(_server.Database, "commits", commit["_id"], document =>
        {
            var entry = document["e"][index].AsBsonDocument;
            var data = entry["data"].AsByteArray;
            if (offset < data.Length) Flip(entry, "data", offset);
            else Flip(entry, "meta", offset - data.Length);
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask DamageSnapshotAsync(StreamId stream, StreamVersion version)
    {
        var snapshot = StandIn.Documents(_server!.Database, "snapshots").Single(s => s["s"] == stream.Value && s["v"] == version.Value);
        StandIn.Update(_server.Database, "snapshots", snapshot["_id"], document => Flip(document, "state", 0));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        await _server.DisposeAsync();
        Assert.Empty(_server.StandIn?.Refused ?? []);
    }

    private MongoWireServer StandIn => _server!.StandIn!;

    private static void Flip(BsonDocument document, string field, int offset)
    {
        var bytes = (byte[])document[field].AsByteArray.Clone();
        bytes[offset] ^= 1;
        document[field] = new BsonBinaryData(bytes);
    }
}
