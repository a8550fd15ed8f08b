using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class HandshakeTests : WireTest
{
    [Fact]
    public async Task The_driver_finds_the_primary_of_the_replica_set()
    {
        await Database.RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1));

        var server = Assert.Single(Client.Cluster.Description.Servers);
        Assert.Equal(MongoDB.Driver.Core.Servers.ServerType.ReplicaSetPrimary, server.Type);
    }

    [Fact]
    public async Task Documents_come_back_as_they_were_inserted()
    {
        await InsertAsync("{ _id: 1, a: 'x', b: [1, { c: NumberLong(2) }], d: null }");

        Assert.Equal(Doc("{ _id: 1, a: 'x', b: [1, { c: NumberLong(2) }], d: null }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task A_unique_index_over_array_elements_holds_between_documents()
    {
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Doc("{ 'e.s': 1, 'e.k': 1 }"), new CreateIndexOptions { Unique = true }));
        await InsertAsync("{ _id: 1, e: [{ s: 'a', k: 1 }, { s: 'a', k: 2 }] }");

        var failed = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(
            () => InsertAsync("{ _id: 2, e: [{ s: 'b', k: 1 }] }", "{ _id: 3, e: [{ s: 'c', k: 1 }, { s: 'a', k: 2 }] }", "{ _id: 4 }"));

        Assert.Equal(1, Assert.Single(failed.WriteErrors).Index);
        Assert.Equal("1,2", await IdsAsync("{}"));
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_is_retried_by_the_driver_and_applied_once()
    {
        Server.Faults.Next("update", "things", Fault.DropAfterApplying);
        await InsertAsync("{ _id: 1, n: 0 }");

        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $inc: { n: 1 } }"));

        Assert.Equal(1, Stored[0]["n"].AsInt32);
        Assert.Equal(2, Server.Log.Count(command => command.Name == "update"));
    }

    [Fact]
    public async Task A_pipeline_with_the_servers_time_takes_and_counts()
    {
        var update = new BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument>([Doc("{ $set: { n: { $max: [{ $ifNull: ['$n', 0] }, 5] }, at: '$$NOW' } }"), Doc("{ $set: { n: { $add: ['$n', 2] } } }")]);

        var after = await Things.FindOneAndUpdateAsync<BsonDocument>(
            Doc("{ _id: 'p' }"), Builders<BsonDocument>.Update.Pipeline(update), new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true, ReturnDocument = ReturnDocument.After });

        Assert.Equal(Doc("{ _id: 'p', n: 7 }"), new BsonDocument(after.Where(element => element.Name != "at")));
        Assert.Equal(BsonType.DateTime, after["at"].BsonType);
        Assert.Equal(Time.GetUtcNow().UtcDateTime, Stored[0]["at"].ToUniversalTime());
    }
}
