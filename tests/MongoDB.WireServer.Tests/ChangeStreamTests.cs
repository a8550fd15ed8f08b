using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class ChangeStreamTests : WireTest
{
    private static readonly PipelineDefinition<ChangeStreamDocument<BsonDocument>, ChangeStreamDocument<BsonDocument>> Everything =
        new EmptyPipelineDefinition<ChangeStreamDocument<BsonDocument>>();

    [Fact]
    public async Task Changes_come_in_order_with_what_they_changed()
    {
        using var changes = await Things.WatchAsync();

        await InsertAsync("{ _id: 1, a: 1, d: { x: 1 } }");
        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $set: { 'd.x': 2 }, $unset: { a: 1 } }"));
        await Things.ReplaceOneAsync(Doc("{ _id: 1 }"), Doc("{ b: 1 }"));
        await Things.DeleteOneAsync(Doc("{ _id: 1 }"));

        var four = await TakeAsync(changes, 4);
        Assert.Equal([ChangeStreamOperationType.Insert, ChangeStreamOperationType.Update, ChangeStreamOperationType.Replace, ChangeStreamOperationType.Delete], four.Select(change => change.OperationType));
        Assert.Equal(Doc("{ _id: 1, a: 1, d: { x: 1 } }"), four[0].FullDocument);
        Assert.Equal(Doc("{ 'd.x': 2 }"), four[1].UpdateDescription.UpdatedFields);
        Assert.Equal(["a"], four[1].UpdateDescription.RemovedFields);
        Assert.All(four, change => Assert.Equal(Doc("{ _id: 1 }"), change.DocumentKey));
        Assert.True(four[0].ClusterTime < four[3].ClusterTime);
    }

    [Fact]
    public async Task A_waiting_stream_ends_its_wait_with_the_change()
    {
        using var changes = await Things.WatchAsync(Everything, new ChangeStreamOptions { MaxAwaitTime = TimeSpan.FromMinutes(1) });
        var next = TakeAsync(changes, 1);

        await InsertAsync("{ _id: 1 }");

        Assert.Equal(1, Assert.Single(await next).DocumentKey["_id"].AsInt32);
    }

    [Fact]
    public async Task A_stream_without_news_answers_when_its_wait_is_over()
    {
        using var changes = await Things.WatchAsync(Everything, new ChangeStreamOptions { MaxAwaitTime = TimeSpan.FromMilliseconds(1) });

        Assert.True(await changes.MoveNextAsync());
        Assert.True(await changes.MoveNextAsync());
        Assert.Empty(changes.Current);
        Assert.NotNull(changes.GetResumeToken());
    }

    [Fact]
    public async Task A_stream_resumes_behind_a_token()
    {
        using var first = await Things.WatchAsync(Everything, new ChangeStreamOptions { BatchSize = 1 });
        await InsertAsync("{ _id: 1 }", "{ _id: 2 }", "{ _id: 3 }");
        var token = (await TakeAsync(first, 1))[0].ResumeToken;

        using var second = await Things.WatchAsync(Everything, new ChangeStreamOptions { ResumeAfter = token });

        Assert.Equal([2, 3], (await TakeAsync(second, 2)).Select(change => change.DocumentKey["_id"].AsInt32));
    }

    [Fact]
    public async Task A_stream_starts_at_a_time()
    {
        using var first = await Things.WatchAsync();
        await InsertAsync("{ _id: 1 }", "{ _id: 2 }");
        var time = (await TakeAsync(first, 2))[1].ClusterTime;

        using var second = await Things.WatchAsync(Everything, new ChangeStreamOptions { StartAtOperationTime = time });

        Assert.Equal(2, (await TakeAsync(second, 1))[0].DocumentKey["_id"].AsInt32);
    }

    [Fact]
    public async Task The_driver_resumes_by_itself_without_a_gap_or_a_duplicate()
    {
        using var changes = await Things.WatchAsync();
        await InsertAsync("{ _id: 1 }");
        await TakeAsync(changes, 1);

        Server.KillCursors();
        await InsertAsync("{ _id: 2 }");
        Assert.Equal(2, (await TakeAsync(changes, 1))[0].DocumentKey["_id"].AsInt32);

        Server.StepDown();
        await InsertAsync("{ _id: 3 }");
        Assert.Equal(3, (await TakeAsync(changes, 1))[0].DocumentKey["_id"].AsInt32);
    }

    [Fact]
    public async Task A_stream_shows_only_what_a_majority_has()
    {
        using var changes = await Things.WatchAsync(Everything, new ChangeStreamOptions { MaxAwaitTime = TimeSpan.FromMilliseconds(1) });
        Server.Replication.Hold();
        await Things.WithWriteConcern(WriteConcern.W1).InsertOneAsync(Doc("{ _id: 1 }"));
        await changes.MoveNextAsync();
        Assert.Empty(changes.Current);
        await changes.MoveNextAsync();
        Assert.Empty(changes.Current);

        Server.StepDown();
        await InsertAsync("{ _id: 2 }");

        Assert.Equal(2, (await TakeAsync(changes, 1))[0].DocumentKey["_id"].AsInt32);
    }

    [Fact]
    public async Task A_stream_filters_and_looks_up()
    {
        var pipeline = Everything.Match(change => change.OperationType == ChangeStreamOperationType.Update);
        using var changes = await Things.WatchAsync(pipeline, new ChangeStreamOptions { FullDocument = ChangeStreamFullDocumentOption.UpdateLookup });

        await InsertAsync("{ _id: 1, a: 1 }");
        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $set: { a: 2 } }"));

        Assert.Equal(Doc("{ _id: 1, a: 2 }"), (await TakeAsync(changes, 1))[0].FullDocument);
    }

    [Fact]
    public async Task A_stream_of_a_database_shows_its_collections_and_no_others()
    {
        using var changes = await Database.WatchAsync();

        var elsewhere = $"{Name}2";
        await Client.GetDatabase(elsewhere).GetCollection<BsonDocument>("things").InsertOneAsync(Doc("{ _id: 0 }"));
        await Client.DropDatabaseAsync(elsewhere);
        await InsertAsync("{ _id: 1 }");
        await Database.GetCollection<BsonDocument>("others").InsertOneAsync(Doc("{ _id: 2 }"));

        Assert.Equal(["things", "others"], (await TakeAsync(changes, 2)).Select(change => change.CollectionNamespace.CollectionName));
    }

    [Fact]
    public async Task A_dropped_collection_ends_its_stream()
    {
        await InsertAsync("{ _id: 1 }");
        using var changes = await Things.WatchAsync();

        await Database.DropCollectionAsync("things");

        Assert.Equal([ChangeStreamOperationType.Drop, ChangeStreamOperationType.Invalidate], (await TakeAsync(changes, 2)).Select(change => change.OperationType));
        Assert.False(await changes.MoveNextAsync());
    }

    [Fact]
    public async Task A_pipeline_must_leave_the_token_where_it_is()
    {
        var pipeline = new BsonDocumentStagePipelineDefinition<ChangeStreamDocument<BsonDocument>, BsonDocument>([Doc("{ $project: { _id: 0 } }")]);
        using var changes = await Things.WatchAsync(pipeline);
        Assert.True(await changes.MoveNextAsync());
        await InsertAsync("{ _id: 1 }");

        await Assert.ThrowsAnyAsync<MongoException>(() => changes.MoveNextAsync());
    }

    [Fact]
    public async Task A_token_that_is_none_is_refused()
    {
        var failed = await Assert.ThrowsAsync<MongoCommandException>(() => Things.WatchAsync(Everything, new ChangeStreamOptions { ResumeAfter = Doc("{ _data: 'zz' }") }));

        Assert.Equal(260, failed.Code);
    }

    private static async Task<List<ChangeStreamDocument<T>>> TakeAsync<T>(IChangeStreamCursor<ChangeStreamDocument<T>> changes, int count)
    {
        var taken = new List<ChangeStreamDocument<T>>();
        while (taken.Count < count && await changes.MoveNextAsync())
        {
            taken.AddRange(changes.Current);
        }

        Assert.Equal(count, taken.Count);
        return taken;
    }
}
