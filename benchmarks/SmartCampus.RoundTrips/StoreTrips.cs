using SmartCampus.Events;
using SmartCampus.MongoWire;

namespace SmartCampus.RoundTrips;

/// <summary>What the event store sends.</summary>
internal static class StoreTrips
{
    private static readonly EventSerializer Serializer = new(new EventTypes().Add("noted", TripJson.Default.Noted));

    public static async Task CountAsync(TripCounter counter, MongoWireServer server)
    {
        var options = new MongoEventStoreOptions { ConnectionString = server.ConnectionString, Database = "trips" };
        await MongoEventStore.EnsureSchemaAsync(options);
        await using var store = MongoEventStore.Open(options, Serializer);
        await CountAppendsAsync(counter, server, store);
        await using (var other = MongoEventStore.Open(options, Serializer))
            await counter.CountAsync("append 1 event to a stream that this process has not seen", 1, 3, () => AppendAsync(other, "known-1"));
        await CountReadsAsync(counter, store);
        await CountConsumersAsync(counter, store);
    }

    private static async Task CountAppendsAsync(TripCounter counter, MongoWireServer server, MongoEventStore store)
    {
        await counter.CountAsync("append 1 event to a new stream", 1, 2, () => AppendAsync(store, "new", ExpectedVersion.NoStream));
        for (var i = 0; i < 100; i++) await AppendAsync(store, $"known-{i}");
        foreach (var size in new[] { 1, 10, 100 })
            await CountGroupAsync(counter, server, store, $"a group of {size} appends of 1 event to as many streams", size, i => $"known-{i}");
        await CountGroupAsync(counter, server, store, "a group of 100 appends of 1 event to one stream", 100, _ => "known-0");
        await counter.CountAsync("append 100 events to one stream", 100, 2, () => AppendAsync(store, "hundred", ExpectedVersion.NoStream, 100));

        var request = new AppendRequest(Append("known-1", ExpectedVersion.Any, 1));
        await store.AppendAsync(request);
        await counter.CountAsync("append again what is stored", 1, null, async () => await store.AppendAsync(request));
        await counter.CountAsync("append after a version that has passed", 1, null, async () =>
        {
            try
            {
                await AppendAsync(store, "known-1", ExpectedVersion.Exactly(1));
            }
            catch (ConcurrencyException)
            {
            }
        });
    }

    /// <summary>Counts a group: it gathers while the one before it is held back.</summary>
    private static async Task CountGroupAsync(TripCounter counter, MongoWireServer server, MongoEventStore store, string name, int size, Func<int, string> stream)
    {
        var gate = server.Faults.Hold("insert", "commits");
        var before = AppendAsync(store, "known-99");
        await gate.Reached;
        var group = Enumerable.Range(0, size).Select(i => AppendAsync(store, stream(i))).ToArray();
        await counter.CountAsync(name, size, 2, () =>
        {
            gate.Release();
            return Task.WhenAll([before, .. group]);
        });
    }

    private static async Task CountReadsAsync(TripCounter counter, MongoEventStore store)
    {
        for (var i = 0; i < 10; i++) await AppendAsync(store, "long", ExpectedVersion.Any, 100);
        await counter.CountAsync("read a stream of 1 event", 1, 1, () => ReadAsync(store, "new", 512));
        await counter.CountAsync("read a stream of 100 events", 100, 1, () => ReadAsync(store, "hundred", 512));
        await counter.CountAsync("read a page of 512 events, with more behind it", 512, 2, () => ReadAsync(store, "long", 512));
        await counter.CountAsync("read the last event of a stream", 1, null, () => ReadAsync(store, "long", 1, ReadDirection.Backward));
        await counter.CountAsync("read a stream that is missing", 1, null, () => ReadAsync(store, "missing", 512));
        await counter.CountAsync("read a page of 512 events of all streams", 512, 1, async () => await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 512 }));
        var snapshot = new Snapshot(new StreamId("long"), 500, "s", new byte[200]);
        await counter.CountAsync("save a snapshot", 1, null, async () => await store.SaveSnapshotAsync(snapshot));
        await counter.CountAsync("load a snapshot", 1, null, async () => await store.GetLatestSnapshotAsync(snapshot.Stream, "s"));
    }

    private static async Task CountConsumersAsync(TripCounter counter, MongoEventStore checkpoints)
    {
        CheckpointClaim? claim = null;
        await counter.CountAsync("claim a consumer group", 1, 1, async () => claim = await checkpoints.TryClaimAsync("group", "trips", TimeSpan.FromMinutes(1)));
        await counter.CountAsync("renew the claim", 1, 1, async () => await checkpoints.RenewAsync(claim!, TimeSpan.FromMinutes(1)));
        await counter.CountAsync("save a checkpoint", 1, 1, async () => await checkpoints.SaveAsync(claim!, new GlobalPosition(1)));
    }

    private static StreamAppend Append(string stream, ExpectedVersion expected, int events) =>
        StreamAppend.To(new StreamId(stream), expected, [.. Enumerable.Range(0, events).Select(i => (object)Noted.Sample(i))]);

    private static Task<AppendResult> AppendAsync(MongoEventStore store, string stream, ExpectedVersion? expected = null, int events = 1) =>
        store.AppendAsync(Append(stream, expected ?? ExpectedVersion.Any, events)).AsTask();

    private static async Task ReadAsync(MongoEventStore store, string stream, int count, ReadDirection direction = ReadDirection.Forward) =>
        await store.ReadStreamPageAsync(new StreamId(stream), new StreamReadOptions { MaxCount = count, Direction = direction });
}
