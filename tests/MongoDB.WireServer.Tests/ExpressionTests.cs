using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class ExpressionTests : WireTest
{
    [Theory]
    [InlineData("'$a'", "5")]
    [InlineData("'$d.x'", "1")]
    [InlineData("'$l.k'", "[1, 2, 3]")]
    [InlineData("{ $literal: '$a' }", "'$a'")]
    [InlineData("{ $add: ['$a', 2] }", "7")]
    [InlineData("{ $add: ['$a', 0.5] }", "5.5")]
    [InlineData("{ $add: [2147483647, 1] }", "NumberLong(2147483648)")]
    [InlineData("{ $add: ['$t', 1500] }", "ISODate('2020-01-01T00:00:01.500Z')")]
    [InlineData("{ $add: ['$missing', 1] }", "null")]
    [InlineData("{ $subtract: ['$a', 7] }", "-2")]
    [InlineData("{ $subtract: [ISODate('2020-01-01T00:00:02Z'), '$t'] }", "NumberLong(2000)")]
    [InlineData("{ $subtract: ['$t', 1000] }", "ISODate('2019-12-31T23:59:59Z')")]
    [InlineData("{ $multiply: ['$a', 3] }", "15")]
    [InlineData("{ $max: ['$a', 9, null] }", "9")]
    [InlineData("{ $max: '$n' }", "30")]
    [InlineData("{ $min: ['$missing', 4] }", "4")]
    [InlineData("{ $cond: [{ $gt: ['$a', 4] }, 'big', 'small'] }", "'big'")]
    [InlineData("{ $cond: { if: false, then: 1, else: 2 } }", "2")]
    [InlineData("{ $switch: { branches: [{ case: false, then: 1 }, { case: true, then: 2 }], default: 3 } }", "2")]
    [InlineData("{ $ifNull: ['$missing', '$z', 'none'] }", "'none'")]
    [InlineData("{ $and: ['$a', 1, true] }", "true")]
    [InlineData("{ $or: [0, null, '$missing'] }", "false")]
    [InlineData("{ $not: ['$missing'] }", "true")]
    [InlineData("{ $eq: [1, 1.0] }", "true")]
    [InlineData("{ $lt: ['$missing', null] }", "true")]
    [InlineData("{ $cmp: [2, 1] }", "1")]
    [InlineData("{ $in: [20, '$n'] }", "true")]
    [InlineData("{ $size: '$n' }", "3")]
    [InlineData("{ $isArray: '$a' }", "false")]
    [InlineData("{ $arrayElemAt: ['$n', -1] }", "30")]
    [InlineData("{ $first: '$n' }", "10")]
    [InlineData("{ $last: '$n' }", "30")]
    [InlineData("{ $slice: ['$n', 2] }", "[10, 20]")]
    [InlineData("{ $slice: ['$n', -1] }", "[30]")]
    [InlineData("{ $slice: ['$n', 1, 5] }", "[20, 30]")]
    [InlineData("{ $concatArrays: ['$n', [1], []] }", "[10, 20, 30, 1]")]
    [InlineData("{ $concatArrays: ['$n', null] }", "null")]
    [InlineData("{ $reverseArray: '$n' }", "[30, 20, 10]")]
    [InlineData("{ $filter: { input: '$l', as: 'e', cond: { $gte: ['$$e.k', 2] } } }", "[{ k: 2 }, { k: 3 }]")]
    [InlineData("{ $filter: { input: '$n', cond: { $gt: ['$$this', 10] }, limit: 1 } }", "[20]")]
    [InlineData("{ $map: { input: '$n', as: 'e', in: { $add: ['$$e', '$a'] } } }", "[15, 25, 35]")]
    [InlineData("{ $map: { input: null, in: 1 } }", "null")]
    [InlineData("{ $reduce: { input: '$n', initialValue: 1, in: { $add: ['$$value', '$$this'] } } }", "61")]
    [InlineData("{ $let: { vars: { x: 2, y: '$a' }, in: { $multiply: ['$$x', '$$y'] } } }", "10")]
    [InlineData("{ $mergeObjects: ['$d', { y: 2 }, null] }", "{ x: 1, y: 2 }")]
    [InlineData("{ $mergeObjects: [{ a: 1, b: 1 }, { a: 2 }] }", "{ a: 2, b: 1 }")]
    [InlineData("{ $sum: '$n' }", "60")]
    [InlineData("{ $type: '$missing' }", "'missing'")]
    [InlineData("{ $toLong: '$t' }", "NumberLong(1577836800000)")]
    [InlineData("{ x: '$a', y: '$missing' }", "{ x: 5 }")]
    [InlineData("['$a', '$missing']", "[5, null]")]
    [InlineData("{ $anyElementTrue: [[0, 1]] }", "true")]
    public async Task Expressions_compute_what_the_server_computes(string expression, string expected)
    {
        await InsertAsync("{ _id: 1, a: 5, z: null, d: { x: 1 }, l: [{ k: 1 }, { k: 2 }, { k: 3 }], n: [10, 20, 30], t: ISODate('2020-01-01') }");

        var pipeline = new BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument>([Doc($"{{ $replaceWith: {{ value: {expression} }} }}")]);
        var value = (await (await Things.AggregateAsync(pipeline)).SingleAsync())["value"];

        var wanted = Doc($"{{ value: {expected} }}")["value"];
        Assert.Equal(wanted.ToJson(), value.ToJson());
    }

    [Fact]
    public async Task A_missing_value_leaves_no_field()
    {
        await InsertAsync("{ _id: 1, a: 5 }");

        var pipeline = new BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument>([Doc("{ $set: { b: '$missing', a: '$$REMOVE', c: { d: 1 } } }")]);

        Assert.Equal(Doc("{ _id: 1, c: { d: 1 } }"), await (await Things.AggregateAsync(pipeline)).SingleAsync());
    }

    [Fact]
    public async Task Documents_are_counted_and_grouped()
    {
        await InsertAsync("{ _id: 1, a: 'x', n: 1 }", "{ _id: 2, a: 'x', n: 5 }", "{ _id: 3, a: 'y', n: 2 }");

        Assert.Equal(2, await Things.CountDocumentsAsync(Doc("{ a: 'x' }")));
        Assert.Equal(3, await Things.EstimatedDocumentCountAsync());
        var pipeline = new BsonDocumentStagePipelineDefinition<BsonDocument, BsonDocument>(
            [Doc("{ $match: { n: { $gt: 0 } } }"), Doc("{ $group: { _id: '$a', n: { $max: '$n' } } }"), Doc("{ $sort: { _id: -1 } }"), Doc("{ $limit: 1 }")]);
        Assert.Equal(Doc("{ _id: 'y', n: 2 }"), await (await Things.AggregateAsync(pipeline)).SingleAsync());
    }
}
