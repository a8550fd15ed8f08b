using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class UpdateTests : WireTest
{
    [Theory]
    [InlineData("{ $set: { a: 2, 'd.y': 3 } }", "{ _id: 1, a: 2, d: { x: 1, y: 3 }, n: [1, 2, 3] }")]
    [InlineData("{ $set: { 'p.q.r': 1 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3], p: { q: { r: 1 } } }")]
    [InlineData("{ $set: { 'n.1': 9 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 9, 3] }")]
    [InlineData("{ $set: { z: 1, b: 2 }, $inc: { c: 1 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3], b: 2, c: 1, z: 1 }")]
    [InlineData("{ $unset: { a: '', 'd.x': '' } }", "{ _id: 1, d: { }, n: [1, 2, 3] }")]
    [InlineData("{ $inc: { a: 4, m: 1 } }", "{ _id: 1, a: 5, d: { x: 1 }, n: [1, 2, 3], m: 1 }")]
    [InlineData("{ $max: { a: 7, m: 1 } }", "{ _id: 1, a: 7, d: { x: 1 }, n: [1, 2, 3], m: 1 }")]
    [InlineData("{ $max: { a: 0 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3] }")]
    [InlineData("{ $min: { a: 0 } }", "{ _id: 1, a: 0, d: { x: 1 }, n: [1, 2, 3] }")]
    [InlineData("{ $push: { n: 4 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3, 4] }")]
    [InlineData("{ $push: { n: { $each: [4, 5], $slice: -2 } } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [4, 5] }")]
    [InlineData("{ $push: { n: { $each: [0], $position: 0 } } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [0, 1, 2, 3] }")]
    [InlineData("{ $addToSet: { n: { $each: [3, 4] } } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3, 4] }")]
    [InlineData("{ $pull: { n: 2 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 3] }")]
    [InlineData("{ $pull: { n: { $gte: 2 } } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1] }")]
    [InlineData("{ $pull: { missing: 2 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3] }")]
    [InlineData("{ $setOnInsert: { a: 9 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3] }")]
    [InlineData("{ $set: { 'n.$[]': 0 } }", "{ _id: 1, a: 1, d: { x: 1 }, n: [0, 0, 0] }")]
    public async Task Operators_change_what_the_server_changes(string update, string expected)
    {
        await InsertAsync("{ _id: 1, a: 1, d: { x: 1 }, n: [1, 2, 3] }");

        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc(update));

        Assert.Equal(Doc(expected), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task Array_filters_name_the_elements_to_change()
    {
        await InsertAsync("{ _id: 1, e: [{ k: 1, data: 'x' }, { k: 2, data: 'y' }, { k: 3, data: 'z' }] }");

        var filter = new BsonDocumentArrayFilterDefinition<BsonDocument>(Doc("{ 'x.k': { $lte: 2 } }"));
        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $set: { 'e.$[x].data': null } }"), new UpdateOptions { ArrayFilters = [filter] });

        Assert.Equal(Doc("{ _id: 1, e: [{ k: 1, data: null }, { k: 2, data: null }, { k: 3, data: 'z' }] }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task Pull_takes_documents_that_match_a_query()
    {
        await InsertAsync("{ _id: 1, l: [{ id: 'a', o: 1 }, { id: 'b', o: 2 }] }");

        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $pull: { l: { id: 'a' } } }"));

        Assert.Equal(Doc("{ _id: 1, l: [{ id: 'b', o: 2 }] }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task An_answer_tells_matched_from_changed()
    {
        await InsertAsync("{ _id: 1, a: 1 }", "{ _id: 2, a: 2 }");

        var result = await Things.UpdateManyAsync(Doc("{}"), Doc("{ $set: { a: 1 } }"));

        Assert.Equal((2, 1), (result.MatchedCount, result.ModifiedCount));
    }

    [Fact]
    public async Task An_upsert_starts_from_what_the_filter_fixes()
    {
        var result = await Things.UpdateOneAsync(Doc("{ _id: 7, a: 'x', b: { $gt: 3 } }"), Doc("{ $setOnInsert: { c: 1 }, $inc: { n: 2 } }"), new UpdateOptions { IsUpsert = true });

        Assert.Equal(7, result.UpsertedId.AsInt32);
        Assert.Equal(Doc("{ _id: 7, a: 'x', c: 1, n: 2 }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task An_upsert_keeps_a_fixed_array_and_what_is_fixed_within_and()
    {
        await Things.UpdateOneAsync(Doc("{ $and: [{ _id: 1 }, { a: { $eq: 2 } }], l: [1, 2] }"), Doc("{ $set: { c: 1 } }"), new UpdateOptions { IsUpsert = true });

        Assert.Equal(Doc("{ _id: 1, a: 2, l: [1, 2], c: 1 }"), Assert.Single(await FindAsync("{}")));
    }

    [Theory]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: { $set: { 'e.$[X].k': 1 } }, arrayFilters: [{ 'X.k': 1 }] }] }", 2)]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: { $set: { a: 1 } }, arrayFilters: [{ 'x.k': 1 }] }] }", 9)]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: { $set: { 'e.$[y].k': 1 } } }] }", 2)]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: [{ $set: { e: { $map: { input: '$e', as: 'X', in: '$$X' } } } }] }] }", 9)]
    public async Task Names_that_stand_for_elements_are_lowercase_and_known_and_used(string command, int code)
    {
        await InsertAsync("{ _id: 1, e: [{ k: 1 }] }");

        var reply = await WriteAsync(command);

        Assert.Equal(code, reply);
        Assert.Equal(Doc("{ _id: 1, e: [{ k: 1 }] }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task A_replacement_keeps_the_id()
    {
        await InsertAsync("{ _id: 1, a: 1 }");

        await Things.ReplaceOneAsync(Doc("{ a: 1 }"), Doc("{ b: 2 }"));

        Assert.Equal(Doc("{ _id: 1, b: 2 }"), Assert.Single(await FindAsync("{}")));
    }

    [Fact]
    public async Task The_id_cannot_be_changed()
    {
        await InsertAsync("{ _id: 1 }");

        var failed = await Assert.ThrowsAsync<MongoWriteException>(() => Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $set: { _id: 2 } }")));

        Assert.Equal(66, failed.WriteError.Code);
    }

    [Fact]
    public async Task Two_operators_on_one_path_conflict()
    {
        await InsertAsync("{ _id: 1, a: {} }");

        Assert.Equal(40, await WriteAsync("{ update: 'things', updates: [{ q: {}, u: { $set: { 'a.b': 1 }, $inc: { a: 1 } } }] }"));
    }

    /// <summary>The code of a statement that cannot be read: a server tells it of the statement or of the command.</summary>
    private async Task<int> WriteAsync(string command)
    {
        try
        {
            return (await Database.RunCommandAsync<BsonDocument>(Doc(command)))["writeErrors"][0]["code"].AsInt32;
        }
        catch (MongoCommandException failed)
        {
            return failed.Code;
        }
    }

    [Fact]
    public async Task Find_and_modify_returns_the_document_before_or_after()
    {
        await InsertAsync("{ _id: 1, n: 1 }");

        var before = await Things.FindOneAndUpdateAsync<BsonDocument>(Doc("{ _id: 1 }"), Doc("{ $inc: { n: 1 } }"));
        var after = await Things.FindOneAndUpdateAsync(
            Doc("{ _id: 1 }"), Doc("{ $inc: { n: 1 } }"), new FindOneAndUpdateOptions<BsonDocument> { ReturnDocument = ReturnDocument.After, Projection = Doc("{ _id: 0 }") });
        var none = await Things.FindOneAndUpdateAsync<BsonDocument>(Doc("{ _id: 2 }"), Doc("{ $inc: { n: 1 } }"));

        Assert.Equal(Doc("{ _id: 1, n: 1 }"), before);
        Assert.Equal(Doc("{ n: 3 }"), after);
        Assert.Null(none);
    }

    [Fact]
    public async Task Find_and_modify_takes_the_first_of_a_sort()
    {
        await InsertAsync("{ _id: 1, n: 5 }", "{ _id: 2, n: 9 }", "{ _id: 3, n: 7 }");

        var removed = await Things.FindOneAndDeleteAsync(Doc("{}"), new FindOneAndDeleteOptions<BsonDocument> { Sort = Doc("{ n: -1 }") });

        Assert.Equal(2, removed["_id"].AsInt32);
        Assert.Equal("1,3", await IdsAsync("{}"));
    }

    [Fact]
    public async Task An_upsert_whose_condition_fails_on_an_existing_id_is_a_duplicate()
    {
        await InsertAsync("{ _id: 1, n: 5 }");

        var failed = await Assert.ThrowsAsync<MongoCommandException>(() => Things.FindOneAndUpdateAsync(
            Doc("{ _id: 1, n: { $lt: 5 } }"), Doc("{ $inc: { n: 1 } }"), new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = true }));

        Assert.Equal(11000, failed.Code);
        Assert.Equal(Doc("{ _id: 1 }"), failed.Result["keyValue"]);
    }

    [Fact]
    public async Task Deletes_take_one_or_all()
    {
        await InsertAsync("{ _id: 1, a: 1 }", "{ _id: 2, a: 1 }", "{ _id: 3, a: 1 }");

        Assert.Equal(1, (await Things.DeleteOneAsync(Doc("{ a: 1 }"))).DeletedCount);
        Assert.Equal(2, (await Things.DeleteManyAsync(Doc("{ a: 1 }"))).DeletedCount);
    }
}
