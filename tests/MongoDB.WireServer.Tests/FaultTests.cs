using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class FaultTests : WireTest
{
    [Theory]
    [InlineData(Fault.DropBeforeApplying)]
    [InlineData(Fault.DropAfterApplying)]
    [InlineData(Fault.NotWritablePrimary)]
    [InlineData(Fault.ShutdownInProgress)]
    [InlineData(Fault.InterruptedMidway)]
    public async Task The_drivers_own_retry_applies_a_write_once(Fault fault)
    {
        await InsertAsync("{ _id: 1, n: 0 }");
        Server.Faults.Next("update", "things", fault);

        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $inc: { n: 1 } }"));

        Assert.Equal(1, Stored[0]["n"].AsInt32);
        Assert.Equal(2, Server.Log.Count(command => command.Name == "update"));
    }

    [Theory]
    [InlineData(Fault.DropAfterApplying, 3)]
    [InlineData(Fault.InterruptedMidway, 3)]
    public async Task A_retried_insert_of_many_inserts_each_once(Fault fault, int count)
    {
        Server.Faults.Next("insert", "things", fault);

        await Things.InsertManyAsync(Enumerable.Range(0, count).Select(i => new BsonDocument("_id", i)));

        Assert.Equal(count, Stored.Count);
        Assert.Equal(2, Server.Log.Count);
    }

    [Theory]
    [InlineData(Fault.DropBeforeApplying, 0)]
    [InlineData(Fault.DropAfterApplying, 1)]
    public async Task Without_retries_a_dropped_connection_reaches_the_caller(Fault fault, int applied)
    {
        var once = WithoutRetries();
        Server.Faults.Next("insert", null, fault);

        await Assert.ThrowsAnyAsync<MongoConnectionException>(() => once.InsertOneAsync(Doc("{ _id: 1 }")));

        Assert.Equal(applied, Stored.Count);
        Assert.Equal(0, Assert.Single(Server.Log).BytesOut);
    }

    [Fact]
    public async Task A_half_applied_command_keeps_its_first_half()
    {
        var once = WithoutRetries();
        Server.Faults.Next("insert", "things", Fault.InterruptedMidway);

        await Assert.ThrowsAnyAsync<MongoException>(() => once.InsertManyAsync([Doc("{ _id: 1 }"), Doc("{ _id: 2 }"), Doc("{ _id: 3 }"), Doc("{ _id: 4 }")]));

        Assert.Equal("1,2", await IdsAsync("{}"));
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "2,3")]
    public async Task A_statement_that_is_refused_ends_an_ordered_command_only(bool isOrdered, string stored)
    {
        Server.Faults.Next("insert", "things", Fault.StatementRefused);

        var refused = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(
            () => Things.InsertManyAsync([Doc("{ _id: 1 }"), Doc("{ _id: 2 }"), Doc("{ _id: 3 }")], new InsertManyOptions { IsOrdered = isOrdered }));

        Assert.Equal((0, 121), (Assert.Single(refused.WriteErrors).Index, refused.WriteErrors[0].Code));
        Assert.Equal(stored, await IdsAsync("{}"));
    }

    [Theory]
    [InlineData(Fault.DropAfterApplying)]
    [InlineData(Fault.InterruptedMidway)]
    public async Task A_retried_find_and_modify_gets_the_document_of_the_first_time(Fault fault)
    {
        Server.Faults.Next("findAndModify", "things", fault);

        var after = await Things.FindOneAndUpdateAsync(
            Doc("{ _id: 1 }"), Doc("{ $inc: { n: 1 } }"), new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After });

        Assert.Equal(Doc("{ _id: 1, n: 1 }"), after);
        Assert.Equal(2, Server.Log.Count(command => command.Name == "findAndModify"));
    }

    [Fact]
    public async Task A_full_disk_is_a_command_error_without_effect_and_without_retry()
    {
        Server.Faults.Next("findAndModify", "things", Fault.DiskFull);

        var failed = await Assert.ThrowsAsync<MongoCommandException>(() => Things.FindOneAndUpdateAsync<BsonDocument>(Doc("{ _id: 1 }"), Doc("{ $set: { a: 1 } }"), new() { IsUpsert = true }));

        Assert.Equal((14031, "OutOfDiskSpace"), (failed.Code, failed.CodeName));
        Assert.Empty(Stored);
        Assert.Single(Server.Log);
    }

    [Fact]
    public async Task A_write_concern_time_out_comes_after_the_effect()
    {
        Server.Faults.Next("insert", "things", Fault.WriteConcernTimeout);

        var failed = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => InsertAsync("{ _id: 1 }"));

        Assert.Empty(failed.WriteErrors);
        Assert.Equal(64, failed.WriteConcernError.Code);
        Assert.Equal("1", await IdsAsync("{}"));
        Assert.Single(Server.Log, command => command.Name == "insert");
    }

    [Fact]
    public async Task Faults_skip_and_count_and_keep_to_their_collection()
    {
        Server.Faults.Next("insert", "things", Fault.DiskFull, times: 2, skip: 1);

        await Database.GetCollection<BsonDocument>("others").InsertOneAsync([]);
        await Things.InsertOneAsync([]);
        await Assert.ThrowsAnyAsync<MongoException>(() => Things.InsertOneAsync([]));
        await Assert.ThrowsAnyAsync<MongoException>(() => Things.InsertOneAsync([]));
        await Things.InsertOneAsync([]);

        Assert.Equal(2, Stored.Count);
    }

    [Fact]
    public async Task A_held_command_takes_effect_when_it_is_released()
    {
        var gate = Server.Faults.Hold("insert", "things");
        var insert = InsertAsync("{ _id: 1 }");
        await gate.Reached;
        Assert.Empty(Stored);

        gate.Release();
        await insert;

        Assert.Single(Stored);
    }

    [Fact]
    public async Task A_command_whose_client_gave_up_still_takes_effect_when_it_is_released()
    {
        var gate = Server.Faults.Hold("insert", "things");
        using var impatient = new CancellationTokenSource();
        var insert = Things.InsertOneAsync(Doc("{ _id: 1 }"), cancellationToken: impatient.Token);
        await gate.Reached;
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => insert);
        Assert.Empty(Stored);

        gate.Release();

        await Server.UntilAsync(() => Stored.Count == 1);
    }

    [Fact]
    public async Task Reads_are_retried_by_the_driver()
    {
        await InsertAsync("{ _id: 1 }");
        Server.Faults.Next("find", "things", Fault.DropBeforeApplying);

        Assert.Equal("1", await IdsAsync("{}"));
        Assert.Equal(2, Server.Log.Count(command => command.Name == "find"));
    }

    [Fact]
    public async Task A_repeated_number_gets_the_first_answer_and_an_older_one_an_error()
    {
        await InsertAsync("{ _id: 1, n: 0 }");
        var session = $"{{ id: UUID('{Guid.NewGuid()}') }}";
        var increment = Doc($"{{ findAndModify: 'things', query: {{ _id: 1 }}, update: {{ $inc: {{ n: 1 }} }}, new: true, lsid: {session}, txnNumber: NumberLong(5) }}");

        var first = await Database.RunCommandAsync<BsonDocument>(increment);
        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $inc: { n: 10 } }"));
        var second = await Database.RunCommandAsync<BsonDocument>(increment);

        Assert.Equal(first["value"], second["value"]);
        Assert.Equal(11, Stored[0]["n"].AsInt32);
        var old = await Assert.ThrowsAsync<MongoCommandException>(() => Database.RunCommandAsync<BsonDocument>(increment.Set("txnNumber", 4L)));
        Assert.Equal(225, old.Code);
    }

    [Fact]
    public async Task What_changed_nothing_is_not_remembered_and_runs_again()
    {
        var session = $"{{ id: UUID('{Guid.NewGuid()}') }}";
        var update = Doc($"{{ update: 'things', updates: [{{ q: {{ _id: 1 }}, u: {{ $set: {{ a: 1 }} }} }}], lsid: {session}, txnNumber: NumberLong(1) }}");
        Assert.Equal(0, (await Database.RunCommandAsync<BsonDocument>(update))["n"].AsInt32);

        await InsertAsync("{ _id: 1 }");

        Assert.Equal(1, (await Database.RunCommandAsync<BsonDocument>(update))["n"].AsInt32);
        Assert.Equal(Doc("{ _id: 1, a: 1 }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task A_retried_insert_that_had_failed_at_a_duplicate_fails_there_again()
    {
        await InsertAsync("{ _id: 2 }");
        Server.Faults.Next("insert", "things", Fault.DropAfterApplying);

        var failed = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => InsertAsync("{ _id: 1 }", "{ _id: 2 }", "{ _id: 3 }"));

        Assert.Equal((1, 11000), (failed.WriteErrors[0].Index, failed.WriteErrors[0].Code));
        Assert.Equal("1,2", await IdsAsync("{}"));
    }

    [Fact]
    public async Task Killed_cursors_are_an_error_of_the_next_batch()
    {
        await Things.InsertManyAsync(Enumerable.Range(0, 10).Select(i => new BsonDocument("_id", i)));
        using var cursor = await Things.FindAsync(Doc("{}"), new FindOptions<BsonDocument> { BatchSize = 2 });
        await cursor.MoveNextAsync();

        Server.KillCursors();

        await Assert.ThrowsAsync<MongoCursorNotFoundException>(() => cursor.MoveNextAsync());
    }
}
