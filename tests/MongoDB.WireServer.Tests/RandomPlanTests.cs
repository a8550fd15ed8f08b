using MongoDB.Bson;
using MongoDB.Driver;
using Xunit;

namespace SmartCampus.MongoWire.Tests;

/// <summary>Random documents, filters and sorts: an index gives what reading and sorting everything gives.</summary>
public sealed class RandomPlanTests(ITestOutputHelper output) : WireTest
{
    private static readonly string[] Hints = ["A", "U", "D"];
    private static readonly string[] Fields = ["_id", "a", "b", "e.k", "e.s", "e.s", "e.s", "e"];
    private static readonly string[] Operators = ["$eq", "$gt", "$gte", "$lt", "$lte", "$in"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_index_gives_what_reading_everything_gives(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await Things.Indexes.CreateManyAsync([Index("A", "{ a: 1, b: -1 }"), Index("U", "{ 'e.s': 1, 'e.k': 1 }"), Index("D", "{ b: 1, 'e.k': -1, a: 1 }")]);
        await Things.InsertManyAsync(Enumerable.Range(0, 150).Select(id => Document(random, id)));

        var found = 0;
        for (var i = 0; i < 80; i++)
        {
            var filter = new BsonDocument(Enumerable.Range(0, random.Next(1, 3)).Select(_ => Condition(random)).DistinctBy(condition => condition.Name));
            var sort = new BsonDocument(Enumerable.Range(0, random.Next(0, 3)).Select(_ => new BsonElement(Pick(random, Fields[..^1]), random.Next(2) == 0 ? 1 : -1)).DistinctBy(part => part.Name));
            var natural = await ReadAsync(filter, sort, Doc("{ $natural: 1 }"));
            found += natural.Count;
            foreach (var hint in Hints)
            {
                var indexed = await ReadAsync(filter, sort, hint);
                Assert.True(Ids(natural).SequenceEqual(Ids(indexed)), $"{filter} on {hint}: {natural.Count} and {indexed.Count}");
                Assert.Equal(Keys(natural, sort), Keys(indexed, sort));
            }
        }

        Assert.InRange(found, 100, 5_000);
    }

    private static CreateIndexModel<BsonDocument> Index(string name, string keys) => new(Doc(keys), new CreateIndexOptions { Name = name });

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];

    private static BsonDocument Document(Random random, int id)
    {
        var document = new BsonDocument("_id", id);
        if (random.Next(5) > 0)
        {
            document.Add("a", Value(random));
        }

        if (random.Next(5) > 0)
        {
            document.Add("b", Value(random));
        }

        if (random.Next(5) > 0)
        {
            document.Add("e", new BsonArray(Enumerable.Range(0, random.Next(4)).Select(_ => Element(random))));
        }

        return document;
    }

    private static BsonValue Element(Random random) => random.Next(6) switch
    {
        0 => Value(random),
        1 => new BsonDocument("s", Value(random)),
        _ => new BsonDocument { { "s", Value(random) }, { "k", random.Next(6) } },
    };

    private static BsonValue Value(Random random) => random.Next(8) switch
    {
        0 => BsonNull.Value,
        1 => "x",
        2 => random.Next(6) + 0.5,
        3 => (long)random.Next(6),
        _ => random.Next(6),
    };

    private static BsonElement Condition(Random random) => random.Next(3) == 0
        ? new BsonElement("e", new BsonDocument("$elemMatch", new BsonDocument { { "s", Test(random) }, { "k", Test(random) } }))
        : new BsonElement(Pick(random, Fields), Test(random));

    private static BsonDocument Test(Random random) => new(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(random, Operators)).Distinct().Select(name =>
        new BsonElement(name, name == "$in" ? new BsonArray { Value(random), Value(random) } : Value(random))));

    private static IEnumerable<int> Ids(List<BsonDocument> documents) => documents.Select(document => document["_id"].AsInt32).Order();

    /// <summary>What the order shows of each document; documents with equal keys may stand in any order.</summary>
    private static IEnumerable<string> Keys(List<BsonDocument> documents, BsonDocument sort) =>
        sort.ElementCount == 0 || sort.Names.Any(name => name.StartsWith('e')) ? [] : documents.Select(document => new BsonDocument(sort.Names.Select(name => new BsonElement(name, Number(document.GetValue(name, BsonNull.Value))))).ToString());

    private static BsonValue Number(BsonValue value) => value.IsNumeric ? value.ToDouble() : value;

    private Task<List<BsonDocument>> ReadAsync(BsonDocument filter, BsonDocument sort, BsonValue hint) => Things.Find(filter, new FindOptions { Hint = hint }).Sort(sort).ToListAsync();
}
