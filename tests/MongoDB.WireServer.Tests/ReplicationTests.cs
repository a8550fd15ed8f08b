using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class ReplicationTests : WireTest
{
    private IMongoCollection<BsonDocument> Majority => Things.WithReadConcern(ReadConcern.Majority);

    private IMongoCollection<BsonDocument> Quick => Things.WithWriteConcern(WriteConcern.W1);

    [Fact]
    public async Task Majority_reads_show_only_what_a_majority_has()
    {
        await InsertAsync("{ _id: 1, a: 1 }");
        Server.Replication.Hold();
        await Quick.InsertOneAsync(Doc("{ _id: 2, a: 1 }"));
        await Quick.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $set: { a: 2 } }"));

        Assert.Equal(Doc("{ _id: 1, a: 1 }"), Assert.Single(await Majority.Find(Doc("{}")).ToListAsync()));
        Assert.Equal("1,2", await IdsAsync("{}"));

        Server.Replication.Release();
        Assert.Equal(2, await Majority.CountDocumentsAsync(Doc("{}")));
    }

    [Fact]
    public async Task A_majority_write_waits_until_the_majority_follows()
    {
        Server.Replication.Hold();
        var insert = InsertAsync("{ _id: 1 }");
        await Server.UntilAsync(() => Stored.Count == 1);
        Assert.False(insert.IsCompleted);

        Server.Replication.Release();

        await insert;
    }

    [Fact]
    public async Task A_majority_write_gives_up_after_its_time_out_and_stays_applied()
    {
        Server.Replication.Hold();
        var hasty = Things.WithWriteConcern(WriteConcern.WMajority.With(wTimeout: TimeSpan.FromMilliseconds(1)));

        var failed = await Assert.ThrowsAsync<MongoWriteException>(() => hasty.InsertOneAsync(Doc("{ _id: 1 }")));

        Assert.Equal(64, failed.WriteConcernError.Code);
        Assert.True(failed.WriteConcernError.Details["wtimeout"].AsBoolean);
        Assert.Single(Stored);
    }

    [Fact]
    public async Task A_duplicate_waits_for_the_majority_of_what_it_has_met()
    {
        Server.Replication.Hold();
        await Quick.InsertOneAsync(Doc("{ _id: 1 }"));
        var hasty = Things.WithWriteConcern(WriteConcern.WMajority.With(wTimeout: TimeSpan.FromMilliseconds(1)));

        var failed = await Assert.ThrowsAsync<MongoWriteException>(() => hasty.InsertOneAsync(Doc("{ _id: 1 }")));

        Assert.Equal((11000, 64), (failed.WriteError.Code, failed.WriteConcernError.Code));
    }

    [Fact]
    public async Task A_linearizable_read_waits_for_the_majority_and_gives_up_at_its_time_limit()
    {
        await InsertAsync("{ _id: 1 }");
        var linearizable = Things.WithReadConcern(ReadConcern.Linearizable);
        Assert.Single(await linearizable.Find(Doc("{ _id: 1 }")).ToListAsync());

        Server.Replication.Hold();

        var options = new FindOptions { MaxTime = TimeSpan.FromMilliseconds(1) };
        await Assert.ThrowsAsync<MongoExecutionTimeoutException>(() => linearizable.Find(Doc("{ _id: 1 }"), options).ToListAsync());
    }

    [Fact]
    public async Task A_step_down_undoes_what_no_majority_has()
    {
        await InsertAsync("{ _id: 1, a: 1 }");
        Server.Replication.Hold();
        await Quick.InsertOneAsync(Doc("{ _id: 2 }"));
        await Quick.DeleteOneAsync(Doc("{ _id: 1 }"));

        Server.StepDown();

        Assert.Equal(Doc("{ _id: 1, a: 1 }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task A_retry_after_a_step_down_applies_again_what_was_undone()
    {
        await InsertAsync("{ _id: 1, n: 0 }");
        Server.Replication.Hold();
        var update = Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $inc: { n: 1 } }"));
        await Server.UntilAsync(() => Stored[0]["n"] == 1);

        Server.StepDown();

        await update;
        Assert.Equal(1, Stored[0]["n"].AsInt32);
        Assert.Equal(2, Server.Log.Count(command => command.Name == "update"));
    }

    [Fact]
    public async Task A_step_down_may_keep_the_first_documents_of_a_command()
    {
        await InsertAsync("{ _id: 0 }");
        Server.Replication.Hold();
        var insert = InsertAsync("{ _id: 1 }", "{ _id: 2 }", "{ _id: 3 }");
        await Server.UntilAsync(() => Stored.Count == 4);

        Server.Replication.Advance(2);
        Assert.Equal(3, await Majority.CountDocumentsAsync(Doc("{}")));
        Server.StepDown();

        await insert;
        Assert.Equal("0,1,2,3", await IdsAsync("{}"));
    }

    [Fact]
    public async Task What_no_majority_has_is_undone_write_by_write()
    {
        await InsertAsync("{ _id: 0 }");
        Server.Replication.Hold();
        await Quick.InsertManyAsync([Doc("{ _id: 1 }"), Doc("{ _id: 2 }"), Doc("{ _id: 3 }")]);
        Server.Replication.Advance(1);

        Server.StepDown();

        Assert.Equal("0,1", await IdsAsync("{}"));
    }

    [Fact]
    public async Task A_session_reads_its_own_writes_even_where_it_must_wait_for_the_majority()
    {
        await InsertAsync("{ _id: 1 }");
        Server.Replication.Hold();
        using var session = await Client.StartSessionAsync();
        await Quick.InsertOneAsync(session, Doc("{ _id: 2 }"));

        var read = Majority.Find(session, Doc("{}")).ToListAsync();
        Assert.Single(await Majority.Find(Doc("{}")).ToListAsync());
        Assert.False(read.IsCompleted);
        Server.Replication.Release();

        Assert.Equal(2, (await read).Count);
    }

    [Fact]
    public async Task A_former_primary_shows_what_it_knew_and_confirms_nothing()
    {
        await InsertAsync("{ _id: 1 }");
        Server.Replication.Mark();
        await InsertAsync("{ _id: 2 }");
        Server.Faults.Next("find", "things", Fault.StaleRead, times: 3);

        Assert.Single(await Majority.Find(Doc("{}")).ToListAsync());
        Assert.Single(await Things.Find(Doc("{}")).ToListAsync());
        Assert.Equal(2, (await Things.WithReadConcern(ReadConcern.Linearizable).Find(Doc("{}")).ToListAsync()).Count);
        Assert.Equal(4, Server.Log.Count(command => command.Name == "find"));
    }

    [Fact]
    public async Task A_command_that_waits_when_another_primary_takes_over_has_no_effect_there()
    {
        var once = WithoutRetries();
        var gate = Server.Faults.Hold("insert", "things");
        var insert = once.InsertOneAsync(Doc("{ _id: 1 }"));
        await gate.Reached;

        Server.StepDown();
        gate.Release();

        await Assert.ThrowsAnyAsync<MongoConnectionException>(() => insert);
        Assert.Empty(await FindAsync("{}"));
    }

    [Fact]
    public async Task A_new_primary_has_a_later_election()
    {
        var before = await HelloAsync();

        Server.StepDown();

        var after = await HelloAsync();
        Assert.True(after["electionId"].CompareTo(before["electionId"]) > 0);
        Assert.True(after["isWritablePrimary"].AsBoolean);
        Assert.Equal(("rs0", 16777216, 48000000, 100000), (after["setName"].AsString, after["maxBsonObjectSize"].AsInt32, after["maxMessageSizeBytes"].AsInt32, after["maxWriteBatchSize"].AsInt32));
    }

    /// <summary>On a connection of its own: the driver does not repeat a bare command whose connection was dropped, and clients with the same settings share theirs.</summary>
    private async Task<BsonDocument> HelloAsync() =>
        await Connect(settings => settings.ApplicationName = $"{Guid.NewGuid()}").GetDatabase(Name).RunCommandAsync<BsonDocument>(Doc("{ hello: 1 }"));
}
