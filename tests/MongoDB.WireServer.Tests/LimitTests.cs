using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class LimitTests : WireTest
{
    [Fact]
    public async Task A_document_that_grows_over_sixteen_megabytes_is_refused()
    {
        await Things.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "x", new byte[15_000_000] } });

        var failed = await Assert.ThrowsAsync<MongoWriteException>(() => Things.UpdateOneAsync(Doc("{ _id: 1 }"), new BsonDocument("$set", new BsonDocument("y", new byte[2_000_000]))));

        Assert.Equal(17419, failed.WriteError.Code);
        Assert.False(Assert.Single(await FindAsync("{}")).Contains("y"));
    }

    [Fact]
    public async Task A_document_over_sixteen_megabytes_is_not_inserted()
    {
        // Within a bare command, because the driver looks at the sizes of what it inserts itself. The command may be a little larger than a document.
        var reply = await Database.RunCommandAsync<BsonDocument>(Insert(Limit));

        Assert.Equal((0, 0, 2), (reply["n"].AsInt32, reply["writeErrors"][0]["index"].AsInt32, reply["writeErrors"][0]["code"].AsInt32));
    }

    [Fact]
    public async Task A_command_is_not_much_larger_than_a_document()
    {
        var failed = await Assert.ThrowsAnyAsync<MongoException>(() => WithoutRetries().Database.RunCommandAsync<BsonDocument>(Insert(Limit + 20_000)));

        Assert.Equal(10334, Assert.IsType<MongoCommandException>(failed).Code);
    }

    [Fact]
    public async Task A_batch_has_at_least_one_statement()
    {
        var failed = await Assert.ThrowsAsync<MongoCommandException>(() => Database.RunCommandAsync<BsonDocument>(Doc("{ insert: 'things', documents: [] }")));

        Assert.Equal(16, failed.Code);
    }

    [Fact]
    public async Task An_array_is_no_id()
    {
        var failed = await Assert.ThrowsAsync<MongoWriteException>(() => Things.InsertOneAsync(Doc("{ _id: [1] }")));

        Assert.Equal(53, failed.WriteError.Code);
    }

    [Fact]
    public async Task An_insert_that_the_driver_must_cut_arrives_whole()
    {
        await Things.InsertManyAsync(Enumerable.Range(0, 12).Select(i => new BsonDocument { { "_id", i }, { "x", new byte[5_000_000] } }));

        Assert.Equal(12, await Things.CountDocumentsAsync(Doc("{}")));
        Assert.Equal(2, Server.Log.Count(command => command.Name == "insert"));
    }

    [Fact]
    public async Task Unacknowledged_writes_get_no_answer()
    {
        await Things.WithWriteConcern(WriteConcern.Unacknowledged).InsertOneAsync(Doc("{ _id: 1 }"));

        await Server.UntilAsync(() => Stored.Count == 1);
        await Database.RunCommandAsync<BsonDocument>(Doc("{ ping: 1 }"));
        Assert.Equal(0, Server.Log.Single(command => command.Name == "insert").BytesOut);
    }

    private const int Limit = 16 * 1024 * 1024;

    private static BsonDocument Insert(int size) => new() { { "insert", "things" }, { "documents", new BsonArray { new BsonDocument("x", new byte[size]), new BsonDocument() } } };
}
