using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class CatalogTests : WireTest
{
    [Fact]
    public async Task Collections_are_created_listed_and_dropped()
    {
        await Database.CreateCollectionAsync("b");
        await InsertAsync("{}");
        Assert.Equal(["b", "things"], await (await Database.ListCollectionNamesAsync()).ToListAsync());
        Assert.Equal(48, (await Assert.ThrowsAsync<MongoCommandException>(() => Database.CreateCollectionAsync("b"))).Code);

        await Database.DropCollectionAsync("b");
        await Database.DropCollectionAsync("b");

        Assert.Equal(["things"], await (await Database.ListCollectionNamesAsync(new ListCollectionNamesOptions { Filter = Doc("{ name: { $in: ['b', 'things'] } }") })).ToListAsync());
    }

    [Fact]
    public async Task A_dropped_database_is_gone()
    {
        await InsertAsync("{}");
        Assert.Contains(Name, await (await Client.ListDatabaseNamesAsync()).ToListAsync());

        await Client.DropDatabaseAsync(Name);

        Assert.DoesNotContain(Name, await (await Client.ListDatabaseNamesAsync()).ToListAsync());
        Assert.Empty(await FindAsync("{}"));
    }

    [Fact]
    public async Task A_document_is_damaged_behind_the_clients_backs()
    {
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Doc("{ a: 1 }")));
        await InsertAsync("{ _id: 1, a: 1 }", "{ _id: 2, a: 1 }");

        Server.Update(Name, "things", 1, document => document["a"] = 2);
        Server.Replace(Name, "things", 2, Doc("{ _id: 2, a: 3 }"));

        Assert.Equal("1", await IdsAsync("{ a: 2 }"));
        Assert.Equal("2", await IdsAsync("{ a: 3 }"));
        Server.Remove(Name, "things", 1);
        Assert.Equal("2", await IdsAsync("{}"));
        Assert.Throws<KeyNotFoundException>(() => Server.Remove(Name, "things", 1));
    }

    [Fact]
    public async Task The_log_counts_commands_and_bytes()
    {
        await InsertAsync("{ _id: 1, x: 'a longer text' }");
        await FindAsync("{}");

        Assert.Equal([("insert", "things"), ("find", "things")], Server.Log.Select(command => (command.Name, command.Collection!)));
        Assert.All(Server.Log, command => Assert.True(command.BytesIn > 50 && command.BytesOut > 50));
        Server.Log.Clear();
        Assert.Empty(Server.Log);
    }

    [Fact]
    public async Task A_test_gets_a_server_with_a_database_of_its_own()
    {
        await using var server = await MongoTestServer.GetAsync(Time);
        using var client = new MongoClient(server.ConnectionString);
        var things = client.GetDatabase(server.Database).GetCollection<BsonDocument>("things");

        await things.InsertOneAsync(Doc("{ _id: 1 }"));

        Assert.Equal(1, await things.CountDocumentsAsync(Doc("{}")));
    }
}
