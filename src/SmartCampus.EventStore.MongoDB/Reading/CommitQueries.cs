using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>The filters by which commits are read, each with the index that it uses.</summary>
internal static class CommitQueries
{
    public static FilterDefinition<BsonDocument> OfStream(string stream) => new BsonDocument("e.s", stream);

    /// <summary>Without <c>$elemMatch</c> the two bounds would be met by two entries of one document.</summary>
    public static FilterDefinition<BsonDocument> Slots(string stream, long from, long upTo) => new BsonDocument("e", new BsonDocument(
        "$elemMatch", new BsonDocument { { "s", stream }, { "k", new BsonDocument { { "$gte", from }, { "$lte", upTo } } } }));

    public static FilterDefinition<BsonDocument> After(long position) => new BsonDocument("p", new BsonDocument("$gt", position));

    public static FilterDefinition<BsonDocument> Before(long position) => new BsonDocument("p", new BsonDocument("$lt", position));

    public static FilterDefinition<BsonDocument> From(long position) => new BsonDocument("p", new BsonDocument("$gte", position));

    public static FilterDefinition<BsonDocument> Ids(IEnumerable<Guid> ids) => new BsonDocument("_id", new BsonDocument("$in", new BsonArray(ids.Select(CommitFormat.IdOf))));

    public static FilterDefinition<BsonDocument> Id(Guid id) => new BsonDocument("_id", CommitFormat.IdOf(id));

    public static SortDefinition<BsonDocument> Ascending { get; } = new BsonDocument("p", 1);

    public static SortDefinition<BsonDocument> Descending { get; } = new BsonDocument("p", -1);
}
