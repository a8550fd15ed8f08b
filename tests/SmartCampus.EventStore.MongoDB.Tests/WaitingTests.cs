using MongoDB.Bson;
using SmartCampus.MongoWire;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>ES6: who waits for events is woken by what other processes append, with change streams and without, and costs nothing when nobody waits.</summary>
public sealed class WaitingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Events_of_another_process_end_the_wait_with_change_streams_and_without(bool areRefused)
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        if (areRefused) campus.Server.Faults.Next("aggregate", null, Fault.DiskFull, int.MaxValue);
        for (var number = 0; number < 3; number++)
        {
            var waiting = store.WaitForEventsAsync(new GlobalPosition(number), Campus.Cancellation).AsTask();
            await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(number)), Campus.Cancellation);
            await waiting;
        }
        Assert.Contains(campus.Server.Log, c => c.Name == "aggregate"); // It has asked for them.
        Assert.Equal(areRefused, campus.Server.Log.All(c => c.Name != "getMore"));
    }

    [Fact]
    public async Task A_change_stream_that_breaks_off_ends_no_wait_and_misses_nothing()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        var waiting = store.WaitForEventsAsync(GlobalPosition.Start, Campus.Cancellation).AsTask();
        while (campus.Server.Log.All(c => c.Name != "getMore")) await Task.Yield();
        campus.Server.KillCursors();
        campus.Server.DropConnections();

        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);

        await waiting;
    }

    [Fact]
    public async Task A_server_that_cannot_be_read_ends_no_wait()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.OpenImpatient(), campus.Open());
        campus.Server.Faults.Next("find", "commits", Fault.DropBeforeApplying, times: 6);
        var waiting = store.WaitForEventsAsync(GlobalPosition.Start, Campus.Cancellation).AsTask();
        while (campus.Server.Log.Count(c => c.Name == "find" && c.Collection == "commits") < 4) await Task.Yield();
        campus.Server.Faults.Clear();
        Assert.False(waiting.IsCompleted);

        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);

        await waiting;
    }

    [Fact]
    public async Task A_document_that_cannot_be_decoded_ends_no_wait_and_keeps_no_store_from_closing()
    {
        await using var campus = await Campus.StartAsync();
        var (store, other) = (campus.Open(), campus.Open());
        await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation);
        var id = campus.Commits.Single()["_id"];
        var entry = campus.Commits.Single()["e"][0];
        // A field twice, on which the driver throws what is no error of MongoDB.
        campus.Update("commits", id, commit => commit["e"][0] = new BsonDocument(allowDuplicateNames: true) { { "s", "room-1" }, { "s", "room-1" }, { "k", 1L } });
        var waiting = store.WaitForEventsAsync(GlobalPosition.Start, Campus.Cancellation).AsTask();
        while (campus.Server.Log.Count(c => c.Name == "find" && c.Collection == "commits") < 3) await Task.Yield();
        Assert.False(waiting.IsCompleted);

        campus.Update("commits", id, commit => commit["e"][0] = entry);
        await waiting;
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Closing_the_store_ends_the_wait()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        var waiting = store.WaitForEventsAsync(GlobalPosition.Start, Campus.Cancellation).AsTask();

        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Any), Campus.Cancellation));
    }
}
