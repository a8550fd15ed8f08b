using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>The changes of a consumer group's document, <c>{ _id, epoch, owner, until, claim, p, q, pending }</c>, each decided by the server and its clock.</summary>
internal static class GroupUpdates
{
    /// <summary>A date of MongoDB ends some thousand centuries later than this; the claim of a group that lasts for ever, after this time.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365_000);

    private static readonly BsonDocument IsFree = new("$or", new BsonArray
    {
        new BsonDocument("$eq", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$until", BsonNull.Value }), BsonNull.Value }),
        new BsonDocument("$lte", new BsonArray { "$until", "$$NOW" }),
    });

    public static FilterDefinition<BsonDocument> Of(string group) => new BsonDocument("_id", group);

    /// <summary>Matches while a claim is the newest and was not released; one that has run out is still the newest.</summary>
    public static FilterDefinition<BsonDocument> Under(CheckpointClaim claim) =>
        new BsonDocument { { "_id", claim.Group }, { "epoch", claim.Epoch }, { "until", new BsonDocument("$ne", BsonNull.Value) } };

    /// <summary>Takes a group that is free; whose mark is left there has it.</summary>
    public static UpdateDefinition<BsonDocument> Claim(string owner, string mark, TimeSpan duration) => Set(new BsonDocument
    {
        { "epoch", If(IsFree, new BsonDocument("$add", new BsonArray { OrZero("$epoch"), 1L }), "$epoch") },
        { "owner", If(IsFree, Literal(owner), "$owner") },
        { "claim", If(IsFree, Literal(mark), "$claim") },
        { "until", If(IsFree, End(duration), "$until") },
        { "p", OrZero("$p") },
        { "q", OrZero("$q") },
        { "pending", new BsonDocument("$ifNull", new BsonArray { "$pending", new BsonArray() }) },
    });

    public static UpdateDefinition<BsonDocument> Renew(TimeSpan duration) => Set(new BsonDocument("until", End(duration)));

    public static UpdateDefinition<BsonDocument> Release { get; } = Builders<BsonDocument>.Update.Set("until", BsonNull.Value);

    public static UpdateDefinition<BsonDocument> Save(GlobalPosition position) => Builders<BsonDocument>.Update.Max("p", position.Value);

    /// <summary>Adds a letter to those that wait to be moved, with the next number of the group: of two letters for one position, the higher number counts.</summary>
    public static UpdateDefinition<BsonDocument> Put(BsonDocument letter)
    {
        var next = new BsonDocument("$add", new BsonArray { "$q", 1L });
        var numbered = new BsonDocument("$mergeObjects", new BsonArray { Literal(letter), new BsonDocument("q", next) });
        return Set(new BsonDocument
        {
            { "q", next },
            { "pending", new BsonDocument("$concatArrays", new BsonArray { "$pending", new BsonArray { numbered } }) },
        });
    }

    private static UpdateDefinition<BsonDocument> Set(BsonDocument fields) =>
        Builders<BsonDocument>.Update.Pipeline(new BsonDocument[] { new("$set", fields) });

    private static BsonDocument If(BsonValue condition, BsonValue then, BsonValue otherwise) => new("$cond", new BsonArray { condition, then, otherwise });

    private static BsonDocument OrZero(string field) => new("$ifNull", new BsonArray { field, 0L });

    private static BsonDocument Literal(BsonValue value) => new("$literal", value);

    private static BsonDocument End(TimeSpan duration) =>
        new("$add", new BsonArray { "$$NOW", (long)Math.Ceiling((duration < Longest ? duration : Longest).TotalMilliseconds) });
}
