using MongoDB.Bson;
using MongoDB.Driver;

namespace SmartCampus.Events;

/// <summary>Dead letters as documents: <c>{ _id: { g, p }, g, p, q, x, s, type, reason, attempts, at }</c>.</summary>
/// <remarks>One that was removed stays as a mark, <c>x</c>, without its text: so that nobody who moves it late brings it back.</remarks>
internal static class LetterFormat
{
    /// <summary>What is kept of a reason, in characters: what waits in a group's document must fit into it.</summary>
    private const int MaxReason = 64 * 1024;

    public static UpdateDefinition<BsonDocument> Remove { get; } = Builders<BsonDocument>.Update
        .Set("x", true).Unset("type").Unset("reason").Unset("attempts").Unset("at");

    public static BsonDocument IdOf(string group, long position) => new() { { "g", group }, { "p", position } };

    public static BsonDocument Write(DeadLetter letter) => new()
    {
        { "_id", IdOf(letter.Group, letter.Position.Value) }, { "g", letter.Group }, { "p", letter.Position.Value }, { "x", false }, { "s", letter.Stream.Value },
        { "type", letter.EventType }, { "reason", StoredText.Of(letter.Reason, MaxReason) }, { "attempts", letter.Attempts }, { "at", letter.FailedAt.UtcTicks },
    };

    public static DeadLetter Read(BsonDocument document) => new(
        document["g"].AsString, new StreamId(document["s"].AsString), new GlobalPosition(document["p"].AsInt64), document["type"].AsString, document["reason"].AsString,
        document["attempts"].AsInt32, new DateTimeOffset(document["at"].AsInt64, TimeSpan.Zero));
}
