using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.Events.Tests;

/// <summary>Every query that the store makes names an index, uses it, and sorts nothing in memory.</summary>
public sealed class ExplainTests
{
    private static readonly string[] Explained = ["find", "filter", "sort", "hint", "limit", "projection"];

    [Fact]
    public async Task Every_query_names_its_index_and_sorts_nothing()
    {
        await using var campus = await Campus.StartAsync();
        await UseEverythingAsync(campus);
        var queries = campus.Server.Log.Where(c => c.Find is not null && c.Collection != "counters").Select(c => c.Find!).ToArray();
        using var client = new MongoClient(campus.Server.ConnectionString);

        var used = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var query in queries)
        {
            Assert.True(query.Contains("hint"), $"{query} names no index.");
            var find = new BsonDocument(query.Where(element => Explained.Contains(element.Name)));
            var plan = (await client.GetDatabase("campus").RunCommandAsync<BsonDocument>(new BsonDocument("explain", find), null, Campus.Cancellation))["queryPlanner"]["winningPlan"].ToString()!;
            Assert.DoesNotContain("COLLSCAN", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("\"SORT\"", plan, StringComparison.Ordinal);
            Assert.Contains($"\"{query["hint"].AsString}\"", plan, StringComparison.Ordinal);
            used.Add($"{query["find"]}.{query["hint"]}");
        }
        Assert.Equal(
            [
                "commits._id_", "commits.position", "commits.stream_position", "commits.stream_slot", "groups._id_", "letters.group_position",
                "letters.group_stream_position", "snapshots.stream_schema_version",
            ],
            used);
    }

    [Fact]
    public async Task A_page_reads_no_more_than_it_shows_however_long_the_stream_and_the_log_are()
    {
        await using var campus = await Campus.StartAsync();
        var store = campus.Open();
        for (var number = 0; number < 30; number++)
            await store.AppendAsync(new AppendRequest([Campus.Part(Campus.Room, ExpectedVersion.Any, 10), Campus.Part(new StreamId("room-2"), ExpectedVersion.Any, 10)]), Campus.Cancellation);
        campus.Server.Log.Clear();
        await store.ReadStreamPageAsync(Campus.Room, new StreamReadOptions { From = 295, MaxCount = 50 }, Campus.Cancellation);
        using var client = new MongoClient(campus.Server.ConnectionString);

        var find = new BsonDocument(campus.Server.Log.Single().Find!.Where(element => Explained.Contains(element.Name)));
        var explained = await client.GetDatabase("campus").RunCommandAsync<BsonDocument>(new BsonDocument("explain", find), null, Campus.Cancellation);

        // Six events in one document: the bounds of both fields combine.
        Assert.InRange(explained["executionStats"]["totalKeysExamined"].ToInt32(), 1, 8);
        Assert.InRange(explained["executionStats"]["totalDocsExamined"].ToInt32(), 1, 2);
    }

    private static async Task UseEverythingAsync(Campus campus)
    {
        var (store, other) = (campus.Open(), campus.Open());
        for (var number = 0; number < 5; number++) await store.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.Exactly(number)), Campus.Cancellation);
        await Assert.ThrowsAsync<ConcurrencyException>(async () => await other.AppendAsync(Campus.Seats(Campus.Room, ExpectedVersion.NoStream), Campus.Cancellation));
        await store.SaveSnapshotAsync(new Snapshot(Campus.Room, 3, "s", new byte[1]), Campus.Cancellation);
        await store.TruncateAsync(Campus.Room, 2, ExpectedVersion.Any, Campus.Cancellation);
        await store.GetLatestSnapshotAsync(Campus.Room, "s", null, Campus.Cancellation);
        foreach (var direction in Enum.GetValues<ReadDirection>())
        {
            await store.ReadStreamAsync(Campus.Room, new StreamReadOptions { Direction = direction, MaxCount = 2 }, Campus.Cancellation).CountAsync(Campus.Cancellation);
            await store.ReadAllAsync(new AllReadOptions { Direction = direction, MaxCount = 2 }, Campus.Cancellation).CountAsync(Campus.Cancellation);
        }
        await store.WaitForEventsAsync(GlobalPosition.Start, Campus.Cancellation);
        var claim = (await store.TryClaimAsync("g", "ada", TimeSpan.FromHours(1), Campus.Cancellation))!;
        await store.AddAsync(claim, new DeadLetter("g", Campus.Room, new GlobalPosition(1), "seat-taken", "why", 1, DateTimeOffset.UnixEpoch), Campus.Cancellation);
        await ((ICheckpointStore)store).ReadAsync("g", Campus.Cancellation);
        await ((IDeadLetterStore)store).ReadAsync("g", cancellationToken: Campus.Cancellation);
        await ((IDeadLetterStore)store).ReadAsync("g", Campus.Room, cancellationToken: Campus.Cancellation);
    }
}
