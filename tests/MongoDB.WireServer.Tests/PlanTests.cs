using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class PlanTests : WireTest
{
    [Fact]
    public async Task The_head_of_a_stream_is_one_key_without_a_sort()
    {
        await SeedAsync();

        var plan = await ExplainAsync("{ find: 'things', filter: { 'e.s': 'a' }, sort: { p: -1 }, limit: 1, hint: 'H' }");

        Assert.DoesNotContain("SORT", Stages(plan));
        Assert.Equal(("H", "backward"), Index(plan));
        Assert.Equal((1, 1), Examined(plan));
    }

    [Fact]
    public async Task A_range_within_one_element_reads_only_its_keys()
    {
        await SeedAsync();

        var plan = await ExplainAsync("{ find: 'things', filter: { e: { $elemMatch: { s: 'a', k: { $gte: 2, $lt: 4 } } } }, hint: 'U' }");

        Assert.Equal((2, 2), Examined(plan));
    }

    [Fact]
    public async Task Without_elemMatch_the_bounds_do_not_combine_and_wrong_documents_match()
    {
        await SeedAsync();
        await InsertAsync("{ _id: 100, p: 100, e: [{ s: 'a', k: 50 }, { s: 'z', k: 3 }] }");

        var plan = await ExplainAsync("{ find: 'things', filter: { 'e.s': 'a', 'e.k': { $gte: 3, $lt: 4 } }, hint: 'U' }");

        Assert.Equal(11, Examined(plan).Keys);
        Assert.Equal(2, plan["executionStats"]["nReturned"].AsInt32);
    }

    [Fact]
    public async Task A_sort_by_a_field_within_an_array_blocks()
    {
        await SeedAsync();

        Assert.Contains("SORT", Stages(await ExplainAsync("{ find: 'things', filter: { e: { $elemMatch: { s: 'a', k: { $gte: 2 } } } }, sort: { 'e.k': 1 }, hint: 'U' }")));
    }

    [Fact]
    public async Task Everything_in_order_is_read_along_an_index()
    {
        await SeedAsync();

        var plan = await ExplainAsync("{ find: 'things', filter: { p: { $gt: 15 } }, sort: { p: 1 }, limit: 3, hint: { p: 1 } }");

        Assert.Equal(("P", "forward"), Index(plan));
        Assert.Equal((3, 3), Examined(plan));
        Assert.Equal([16, 17, 18], (await Things.Find(Doc("{ p: { $gt: 15 } }")).Sort(Doc("{ p: 1 }")).Limit(3).ToListAsync()).Select(document => document["p"].AsInt32));
    }

    [Fact]
    public async Task Without_a_hint_an_index_is_found_or_everything_is_read()
    {
        await SeedAsync();

        Assert.Equal("P", Index(await ExplainAsync("{ find: 'things', filter: { p: 3 } }")).Name);
        Assert.Equal("_id_", Index(await ExplainAsync("{ find: 'things', filter: { _id: { $in: [3, 4] } } }")).Name);
        Assert.Equal(["COLLSCAN"], Stages(await ExplainAsync("{ find: 'things', filter: { x: 3 } }")));
        Assert.Equal(["EOF"], Stages(await ExplainAsync("{ find: 'nothing', filter: { x: 3 } }")));
    }

    [Fact]
    public async Task A_hint_for_a_missing_index_is_an_error()
    {
        await SeedAsync();

        var failed = await Assert.ThrowsAsync<MongoCommandException>(() => Things.Find(Doc("{}"), new FindOptions { Hint = "nowhere" }).ToListAsync());

        Assert.Equal((2, "BadValue"), (failed.Code, failed.CodeName));
    }

    [Theory]
    [InlineData("{ p: { $gt: 3, $lte: 6 } }", 3)]
    [InlineData("{ p: { $gte: 18 } }", 3)]
    [InlineData("{ p: { $lt: 3 } }", 2)]
    [InlineData("{ p: { $in: [3, 19, 77] } }", 2)]
    [InlineData("{ p: { $in: [19, 3, 19], $gt: 5 } }", 1)]
    [InlineData("{ p: { $gt: 'a' } }", 0)]
    [InlineData("{ $and: [{ p: { $gt: 3 } }, { p: { $lt: 5 } }] }", 1)]
    [InlineData("{ $or: [{ p: 3 }, { _id: 4 }] }", 2)]
    public async Task An_index_finds_what_reading_everything_finds(string filter, int expected)
    {
        await SeedAsync();

        Assert.Equal(expected, (await Things.Find(Doc(filter), new FindOptions { Hint = "P" }).ToListAsync()).Count);
        Assert.Equal(expected, (await Things.Find(Doc(filter), new FindOptions { Hint = Doc("{ $natural: 1 }") }).ToListAsync()).Count);
    }

    [Fact]
    public async Task A_document_with_many_keys_in_a_range_comes_once()
    {
        await SeedAsync();
        await InsertAsync("{ _id: 100, p: 100, e: [{ s: 'm', k: 1 }, { s: 'm', k: 2 }, { s: 'm', k: 3 }] }");

        Assert.Single(await Things.Find(Doc("{ e: { $elemMatch: { s: 'm', k: { $gte: 1, $lt: 3 } } } }"), new FindOptions { Hint = "U" }).ToListAsync());
    }

    [Fact]
    public async Task A_descending_index_gives_both_orders()
    {
        await SeedAsync();
        await Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Doc("{ x: -1, p: 1 }"), new CreateIndexOptions { Name = "X" }));

        var plan = await ExplainAsync("{ find: 'things', filter: { x: { $gt: 0 } }, sort: { x: 1, p: -1 }, hint: 'X' }");

        Assert.Equal(("X", "backward"), Index(plan));
        Assert.Contains("SORT", Stages(await ExplainAsync("{ find: 'things', filter: { x: { $gt: 0 } }, sort: { x: 1, p: 1 }, hint: 'X' }")));
    }

    private async Task SeedAsync()
    {
        await Things.Indexes.CreateManyAsync([
            new CreateIndexModel<BsonDocument>(Doc("{ 'e.s': 1, 'e.k': 1 }"), new CreateIndexOptions { Unique = true, Name = "U" }),
            new CreateIndexModel<BsonDocument>(Doc("{ p: 1 }"), new CreateIndexOptions { Unique = true, Name = "P" }),
            new CreateIndexModel<BsonDocument>(Doc("{ 'e.s': 1, p: 1 }"), new CreateIndexOptions { Name = "H" })]);
        await InsertAsync([.. Enumerable.Range(1, 20).Select(p => $"{{ _id: {p}, p: {p}, e: [{{ s: '{(p % 2 == 0 ? 'a' : 'b')}', k: {(p - 1) / 2} }}] }}")]);
    }

    private Task<BsonDocument> ExplainAsync(string find) => Database.RunCommandAsync<BsonDocument>(new BsonDocument { { "explain", Doc(find) }, { "verbosity", "executionStats" } });

    private static IEnumerable<BsonDocument> Chain(BsonDocument plan)
    {
        for (var stage = plan["queryPlanner"]["winningPlan"]; stage is not null; stage = stage.AsBsonDocument.GetValue("inputStage", null))
        {
            yield return stage.AsBsonDocument;
        }
    }

    private static IEnumerable<string> Stages(BsonDocument plan) => Chain(plan).Select(stage => stage["stage"].AsString);

    private static (string Name, string Direction) Index(BsonDocument plan)
    {
        var scan = Chain(plan).Single(stage => stage["stage"] == "IXSCAN");
        return (scan["indexName"].AsString, scan["direction"].AsString);
    }

    private static (int Keys, int Documents) Examined(BsonDocument plan) =>
        (plan["executionStats"]["totalKeysExamined"].AsInt32, plan["executionStats"]["totalDocsExamined"].AsInt32);
}
