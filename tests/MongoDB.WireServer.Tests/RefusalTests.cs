using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class RefusalTests : WireTest
{
    protected override bool ExpectsRefusals => true;

    [Theory]
    [InlineData("{ mapReduce: 'things' }", "the command mapReduce")]
    [InlineData("{ find: 'things', collation: { locale: 'de' } }", "the option collation of find")]
    [InlineData("{ find: 'things', filter: { a: { $mod: [2, 0] } } }", "the query operator $mod")]
    [InlineData("{ find: 'things', filter: { a: /x/ } }", "regular expressions in a query")]
    [InlineData("{ find: 'things', sort: { $natural: -1 } }", "sorting by $natural")]
    [InlineData("{ find: 'things', projection: { 'e.$': 1 } }", "the projection e.$")]
    [InlineData("{ insert: 'things', documents: [{}], readConcern: { level: 'majority' } }", "the option readConcern of insert")]
    [InlineData("{ find: 'things', filter: { $where: 'x' } }", "the query operator $where")]
    [InlineData("{ find: 'things', filter: { $expr: { $sin: 1 } } }", "the expression $sin")]
    [InlineData("{ find: 'things', readConcern: { level: 'snapshot' } }", "the read concern snapshot")]
    [InlineData("{ insert: 'things', documents: [{}], writeConcern: { w: 'tag' } }", "the write concern tag")]
    [InlineData("{ insert: 'things', documents: [{}], startTransaction: true }", "the option startTransaction of insert")]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: { $bit: { a: 1 } } }] }", "the update operator $bit")]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: { $set: { 'a.$': 1 } } }] }", "the positional operator $ in an update")]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: {}, collation: {} }] }", "the option collation of an update")]
    [InlineData("{ update: 'things', updates: [{ q: {}, u: [{ $match: {} }] }] }", "the stage $match in an update")]
    [InlineData("{ findAndModify: 'things', update: [{ $set: { a: { $rand: {} } } }] }", "the expression $rand")]
    [InlineData("{ delete: 'things', deletes: [{ q: {}, limit: 1, collation: {} }] }", "the option collation of a delete")]
    [InlineData("{ createIndexes: 'things', indexes: [{ key: { a: 1 }, name: 'a', sparse: true }] }", "the option sparse of an index")]
    [InlineData("{ createIndexes: 'things', indexes: [{ key: { a: 'text' }, name: 'a' }] }", "the index key a: text")]
    [InlineData("{ aggregate: 'things', pipeline: [{ $lookup: {} }], cursor: {} }", "the stage $lookup")]
    [InlineData("{ create: 'things', capped: true }", "the option capped of create")]
    public async Task What_is_not_implemented_is_refused_aloud(string command, string what)
    {
        await InsertAsync("{ _id: 1 }");

        var failed = await Assert.ThrowsAsync<MongoCommandException>(() => Database.RunCommandAsync<BsonDocument>(Doc(command)));

        Assert.Equal((238, $"The stand-in does not implement {what}."), (failed.Code, failed.Result["errmsg"].AsString));
        Assert.Equal([what], Server.Refused);
        Assert.Equal("1", await IdsAsync("{}"));
    }
}
