using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class CursorTests : WireTest
{
    [Fact]
    public async Task Batches_follow_each_other_to_the_end()
    {
        await FillAsync(250);

        Assert.Equal(250, (await Things.Find(Doc("{}")).ToListAsync()).Count);
        Assert.Equal(1, Server.Log.Count(command => command.Name == "getMore"));

        Server.Log.Clear();
        Assert.Equal(25, (await Things.Find(Doc("{}"), new FindOptions { BatchSize = 10 }).Limit(25).ToListAsync()).Count);
        Assert.Equal(2, Server.Log.Count(command => command.Name == "getMore"));
    }

    [Fact]
    public async Task Skip_and_limit_take_a_part_of_a_sort()
    {
        await FillAsync(10);

        var found = await Things.Find(Doc("{}")).Sort(Doc("{ n: -1 }")).Skip(2).Limit(3).ToListAsync();

        Assert.Equal([7, 6, 5], found.Select(document => document["n"].AsInt32));
    }

    [Fact]
    public async Task A_batch_ends_before_sixteen_megabytes()
    {
        await Things.InsertManyAsync(Enumerable.Range(0, 5).Select(i => new BsonDocument { { "_id", i }, { "x", new byte[5_000_000] } }));

        Assert.Equal(5, (await Things.Find(Doc("{}")).ToListAsync()).Count);
        Assert.Equal(1, Server.Log.Count(command => command.Name == "getMore"));
        Assert.All(Server.Log.Where(command => command.Name != "insert"), command => Assert.InRange(command.BytesOut, 1, 16_800_000));
    }

    [Fact]
    public async Task A_cursor_along_an_index_sees_what_is_written_ahead_of_it_and_not_behind_it()
    {
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Doc("{ n: 1 }")));
        await InsertAsync("{ _id: 1, n: 10 }", "{ _id: 2, n: 20 }", "{ _id: 3, n: 30 }", "{ _id: 4, n: 40 }");
        using var cursor = await Things.FindAsync(Doc("{ n: { $gte: 0 } }"), new FindOptions<BsonDocument> { BatchSize = 2, Hint = Doc("{ n: 1 }") });
        await cursor.MoveNextAsync();

        await InsertAsync("{ _id: 5, n: 15 }", "{ _id: 6, n: 25 }");
        await Things.DeleteOneAsync(Doc("{ _id: 3 }"));

        await cursor.MoveNextAsync();
        Assert.Equal([6, 4], cursor.Current.Select(document => document["_id"].AsInt32));
    }

    [Fact]
    public async Task A_cursor_ends_with_its_client()
    {
        await FillAsync(10);
        using (var cursor = await Things.FindAsync(Doc("{}"), new FindOptions<BsonDocument> { BatchSize = 2 }))
        {
            await cursor.MoveNextAsync();
        }

        await Database.RunCommandAsync<BsonDocument>(Doc("{ ping: 1 }"));
        Assert.Single(Server.Log, command => command.Name == "killCursors");
    }

    [Theory]
    [InlineData("{ a: 1 }", "{ _id: 1, a: 1 }")]
    [InlineData("{ a: 1, _id: 0 }", "{ a: 1 }")]
    [InlineData("{ _id: 1 }", "{ _id: 1 }")]
    [InlineData("{ _id: 0 }", "{ a: 1, d: { x: 1, y: 2 }, e: [{ s: 'a', k: 1 }, { s: 'b', k: 2 }] }")]
    [InlineData("{ 'd.x': 1 }", "{ _id: 1, d: { x: 1 } }")]
    [InlineData("{ 'e.k': 1 }", "{ _id: 1, e: [{ k: 1 }, { k: 2 }] }")]
    [InlineData("{ e: 0, 'd.y': 0 }", "{ _id: 1, a: 1, d: { x: 1 } }")]
    [InlineData("{ 'e.k': 0 }", "{ _id: 1, a: 1, d: { x: 1, y: 2 }, e: [{ s: 'a' }, { s: 'b' }] }")]
    [InlineData("{ e: { $slice: -1 }, a: 1 }", "{ _id: 1, a: 1, e: [{ s: 'b', k: 2 }] }")]
    [InlineData("{ e: { $elemMatch: { s: 'b' } } }", "{ _id: 1, e: [{ s: 'b', k: 2 }] }")]
    [InlineData("{ n: { $size: '$e' } }", "{ _id: 1, n: 2 }")]
    public async Task Projections_keep_what_the_server_keeps(string projection, string expected)
    {
        await InsertAsync("{ _id: 1, a: 1, d: { x: 1, y: 2 }, e: [{ s: 'a', k: 1 }, { s: 'b', k: 2 }] }");

        Assert.Equal(Doc(expected), await Things.Find(Doc("{}")).Project(Doc(projection)).SingleAsync());
        Assert.Equal(Doc("{ _id: 1, a: 1, d: { x: 1, y: 2 }, e: [{ s: 'a', k: 1 }, { s: 'b', k: 2 }] }"), Assert.Single(await FindAsync("{}")));
    }

    private Task FillAsync(int count) => Things.InsertManyAsync(Enumerable.Range(0, count).Select(i => new BsonDocument { { "_id", i }, { "n", i } }));
}
