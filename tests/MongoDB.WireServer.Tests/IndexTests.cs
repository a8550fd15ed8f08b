using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

public sealed class IndexTests : WireTest
{
    [Fact]
    public async Task Indexes_are_created_once_and_listed()
    {
        await CreateAsync("{ p: 1 }", unique: true);
        await CreateAsync("{ p: 1 }", unique: true);

        var indexes = await (await Things.Indexes.ListAsync()).ToListAsync();

        Assert.Equal([Doc("{ v: 2, key: { _id: 1 }, name: '_id_' }"), Doc("{ v: 2, key: { p: 1 }, name: 'p_1', unique: true }")], indexes);
    }

    [Fact]
    public async Task A_name_stands_for_one_index()
    {
        await CreateAsync("{ p: 1 }", unique: true, "x");

        Assert.Equal(86, await CodeAsync(() => CreateAsync("{ p: 1 }", unique: false, "x")));
        Assert.Equal(86, await CodeAsync(() => CreateAsync("{ q: 1 }", unique: true, "x")));
        Assert.Equal(85, await CodeAsync(() => CreateAsync("{ p: 1 }", unique: true, "y")));
    }

    [Fact]
    public async Task A_unique_index_is_not_created_over_duplicates()
    {
        await InsertAsync("{ _id: 1, p: 1 }", "{ _id: 2, p: 1 }");

        Assert.Equal(11000, await CodeAsync(() => CreateAsync("{ p: 1 }", unique: true)));
        Assert.Single(await (await Things.Indexes.ListAsync()).ToListAsync());
    }

    [Fact]
    public async Task The_indexes_of_a_missing_collection_are_none_to_the_driver_and_an_error_on_the_wire()
    {
        Assert.Empty(await (await Things.Indexes.ListAsync()).ToListAsync());
        Assert.Equal(26, await CodeAsync(() => Database.RunCommandAsync<BsonDocument>(Doc("{ listIndexes: 'things' }"))));
    }

    [Fact]
    public async Task A_dropped_index_no_longer_holds()
    {
        await CreateAsync("{ p: 1 }", unique: true);
        await Things.Indexes.DropOneAsync("p_1");

        await InsertAsync("{ _id: 1, p: 1 }", "{ _id: 2, p: 1 }");

        Assert.Equal("1,2", await IdsAsync("{ p: 1 }"));
    }

    [Fact]
    public async Task Uniqueness_is_between_documents_and_not_inside_one()
    {
        await CreateAsync("{ 'e.s': 1, 'e.k': 1 }", unique: true);

        await InsertAsync("{ _id: 1, e: [{ s: 'a', k: 1 }, { s: 'a', k: 1 }] }");

        Assert.Equal(11000, await InsertCodeAsync("{ _id: 2, e: [{ s: 'a', k: 1 }] }"));
    }

    [Fact]
    public async Task Missing_fields_and_empty_arrays_count_as_null_in_a_unique_index()
    {
        await CreateAsync("{ 'e.s': 1, 'e.k': 1 }", unique: true);
        await InsertAsync("{ _id: 1, e: [] }", "{ _id: 2, e: [{ s: 'a' }] }");

        Assert.Equal(11000, await InsertCodeAsync("{ _id: 3, e: [] }"));
        Assert.Equal(11000, await InsertCodeAsync("{ _id: 4 }"));
        Assert.Equal(11000, await InsertCodeAsync("{ _id: 5, e: [{ s: 'a', k: null }] }"));
    }

    [Fact]
    public async Task Numbers_of_different_types_are_the_same_key()
    {
        await CreateAsync("{ p: 1 }", unique: true);
        await InsertAsync("{ _id: 1, p: 5 }");

        Assert.Equal(11000, await InsertCodeAsync("{ _id: 2, p: NumberLong(5) }"));
        Assert.Equal(11000, await InsertCodeAsync("{ _id: 3, p: 5.0 }"));
        Assert.Equal(11000, await InsertCodeAsync("{ _id: NumberLong(1), p: 6 }"));
    }

    [Fact]
    public async Task A_duplicate_names_its_index_and_key()
    {
        await CreateAsync("{ 'e.s': 1, p: -1 }", unique: true, "U");
        await InsertAsync("{ _id: 1, p: 5, e: [{ s: 'a' }] }");

        var failed = await Assert.ThrowsAsync<MongoCommandException>(
            () => Database.RunCommandAsync<BsonDocument>(Doc("{ findAndModify: 'things', query: { _id: 2 }, update: { p: 5, e: [{ s: 'b' }, { s: 'a' }] }, upsert: true }")));

        Assert.Equal(Doc("{ 'e.s': 'a', p: 5 }"), failed.Result["keyValue"]);
        Assert.Equal(Doc("{ 'e.s': 1, p: -1 }"), failed.Result["keyPattern"]);
        Assert.Contains($"E11000 duplicate key error collection: {Name}.things index: U", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_moves_a_document_in_its_indexes()
    {
        await CreateAsync("{ 'e.s': 1 }", unique: true);
        await InsertAsync("{ _id: 1, e: [{ s: 'a' }, { s: 'b' }] }");

        await Things.UpdateOneAsync(Doc("{ _id: 1 }"), Doc("{ $set: { e: [{ s: 'b' }, { s: 'c' }] } }"));

        await InsertAsync("{ _id: 2, e: [{ s: 'a' }] }");
        Assert.Equal(11000, await InsertCodeAsync("{ _id: 3, e: [{ s: 'c' }] }"));
        Assert.Equal(11000, await CodeAsync(() => Things.UpdateOneAsync(Doc("{ _id: 2 }"), Doc("{ $push: { e: { s: 'c' } } }"))));
        Assert.Equal("2", await IdsAsync("{ 'e.s': 'a' }"));
    }

    [Fact]
    public async Task Two_arrays_side_by_side_have_no_common_keys()
    {
        await CreateAsync("{ a: 1, b: 1 }", unique: false);

        Assert.Equal(171, await InsertCodeAsync("{ _id: 1, a: [1, 2], b: [1, 2] }"));
    }

    [Fact]
    public async Task An_unordered_insert_goes_on_after_a_duplicate()
    {
        await InsertAsync("{ _id: 2 }");

        var documents = new[] { Doc("{ _id: 1 }"), Doc("{ _id: 2 }"), Doc("{ _id: 3 }"), Doc("{ _id: 1 }") };
        var failed = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => Things.InsertManyAsync(documents, new InsertManyOptions { IsOrdered = false }));

        Assert.Equal([1, 3], failed.WriteErrors.Select(error => error.Index));
        Assert.Equal("1,2,3", await IdsAsync("{}"));
    }

    private Task<string> CreateAsync(string keys, bool unique, string? name = null) =>
        Things.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Doc(keys), new CreateIndexOptions { Unique = unique, Name = name }));

    private Task<int> InsertCodeAsync(string document) => CodeAsync(() => Things.InsertOneAsync(Doc(document)));

    private static async Task<int> CodeAsync(Func<Task> action) => await Assert.ThrowsAnyAsync<MongoServerException>(action) switch
    {
        MongoWriteException write => write.WriteError.Code,
        MongoCommandException command => command.Code,
        var other => throw other,
    };
}
