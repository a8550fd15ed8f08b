using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class FilterTests : WireTest
{
    [Theory]
    [InlineData("{ a: 1 }", "1,2")]
    [InlineData("{ a: { $eq: 1.0 } }", "1,2")]
    [InlineData("{ a: { $ne: 1 } }", "3,4,5,6")]
    [InlineData("{ a: null }", "4,5")]
    [InlineData("{ a: { $exists: false } }", "5")]
    [InlineData("{ a: { $exists: true } }", "1,2,3,4,6")]
    [InlineData("{ a: { $gt: 1 } }", "2,6")]
    [InlineData("{ a: { $gte: 1, $lt: 3 } }", "1,2")]
    [InlineData("{ a: { $gte: 'm' } }", "3")]
    [InlineData("{ a: { $in: [7, 'x', null] } }", "3,4,5,6")]
    [InlineData("{ a: { $nin: [7, 'x', null] } }", "1,2")]
    [InlineData("{ a: [1, 5] }", "2")]
    [InlineData("{ a: { $size: 2 } }", "2")]
    [InlineData("{ a: { $not: { $gt: 1 } } }", "1,3,4,5")]
    [InlineData("{ $or: [{ a: 7 }, { a: 'x' }] }", "3,6")]
    [InlineData("{ $and: [{ a: { $gt: 0 } }, { a: { $lt: 6 } }] }", "1,2")]
    [InlineData("{ $nor: [{ a: 7 }, { a: 1 }] }", "3,4,5")]
    [InlineData("{ $expr: { $eq: ['$a', 7] } }", "6")]
    public async Task Operators_find_what_the_server_finds(string filter, string expected)
    {
        await InsertAsync("{ _id: 1, a: 1 }", "{ _id: 2, a: [1, 5] }", "{ _id: 3, a: 'x' }", "{ _id: 4, a: null }", "{ _id: 5 }", "{ _id: 6, a: 7 }");

        Assert.Equal(expected, await IdsAsync(filter));
    }

    [Theory]
    [InlineData("{ 'e.s': 'a' }", "1,2")]
    [InlineData("{ 'e.s': 'a', 'e.k': 5 }", "1,2")]
    [InlineData("{ e: { $elemMatch: { s: 'a', k: 5 } } }", "2")]
    [InlineData("{ e: { $elemMatch: { s: 'a', k: { $gte: 1, $lt: 5 } } } }", "1")]
    [InlineData("{ 'e.1.k': 5 }", "1")]
    [InlineData("{ 'e.s': { $ne: 'a' } }", "3,4")]
    [InlineData("{ 'e.s': null }", "")]
    [InlineData("{ 'e.s': { $exists: false } }", "3,4")]
    [InlineData("{ e: { s: 'a', k: 5 } }", "2")]
    public async Task Paths_go_through_arrays_and_elemMatch_stays_in_one_element(string filter, string expected)
    {
        await InsertAsync("{ _id: 1, e: [{ s: 'a', k: 1 }, { s: 'b', k: 5 }] }", "{ _id: 2, e: [{ s: 'a', k: 5 }] }", "{ _id: 3, e: [] }", "{ _id: 4, e: [1, 2] }");

        Assert.Equal(expected, await IdsAsync(filter));
    }

    [Fact]
    public async Task Elements_match_operators_on_the_element_itself()
    {
        await InsertAsync("{ _id: 1, a: [1, 9] }", "{ _id: 2, a: [4] }");

        Assert.Equal("2", await IdsAsync("{ a: { $elemMatch: { $gt: 2, $lt: 6 } } }"));
        Assert.Equal("1,2", await IdsAsync("{ a: { $gt: 2, $lt: 6 } }"));
    }

    [Fact]
    public async Task Values_of_different_types_sort_as_the_manual_says()
    {
        await InsertAsync(
            "{ _id: 'k', a: MaxKey }", "{ _id: 'j', a: Timestamp(1, 1) }", "{ _id: 'i', a: ISODate('2020-01-01') }", "{ _id: 'h', a: true }", "{ _id: 'g', a: ObjectId('000000000000000000000000') }",
            "{ _id: 'f', a: HexData(0, 'ff') }", "{ _id: 'e', a: { x: 1 } }", "{ _id: 'd', a: 'x' }", "{ _id: 'c', a: 2.5 }", "{ _id: 'b', a: NumberLong(2) }", "{ _id: 'a', a: null }", "{ _id: '0', a: MinKey }");

        var sorted = await Things.Find(Doc("{}")).Sort(Doc("{ a: 1 }")).ToListAsync();

        Assert.Equal("0abcdefghijk", string.Concat(sorted.Select(document => document["_id"].AsString)));
    }

    [Fact]
    public async Task Strings_sort_by_code_point()
    {
        await InsertAsync("{ _id: '\uFF5E' }", "{ _id: '\U0001F600' }", "{ _id: 'z' }", "{ _id: 'Z' }");

        var sorted = await Things.Find(Doc("{}")).Sort(Doc("{ _id: 1 }")).ToListAsync();

        Assert.Equal(["Z", "z", "\uFF5E", "\U0001F600"], sorted.Select(document => document["_id"].AsString));
    }

    [Fact]
    public async Task Large_integers_are_not_rounded_when_they_are_compared()
    {
        await InsertAsync("{ _id: NumberLong('9007199254740993') }", "{ _id: NumberLong('9007199254740992') }");

        Assert.Equal("9007199254740992", await IdsAsync("{ _id: 9007199254740992.0 }"));
        Assert.Equal("9007199254740993", await IdsAsync("{ _id: { $gt: 9007199254740992.0 } }"));
    }

    [Fact]
    public async Task An_array_sorts_by_its_least_element_and_descending_by_its_greatest()
    {
        await InsertAsync("{ _id: 1, a: [3, 9] }", "{ _id: 2, a: [5] }", "{ _id: 3, a: [1, 7] }");

        Assert.Equal("3,1,2", await SortedAsync("{ a: 1 }"));
        Assert.Equal("1,3,2", await SortedAsync("{ a: -1 }"));
    }

    private async Task<string> SortedAsync(string sort) => string.Join(",", (await Things.Find(Doc("{}")).Sort(Doc(sort)).ToListAsync()).Select(document => document["_id"]));
}
