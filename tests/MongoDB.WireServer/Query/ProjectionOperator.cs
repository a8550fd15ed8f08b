using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>What a projection computes: part of an array, or an aggregation expression.</summary>
internal static class ProjectionOperator
{
    /// <summary>A computed field makes a projection name what it keeps; a slice leaves the other fields where they are.</summary>
    public static bool Includes(BsonValue value) => Name(value) is not "$slice";

    public static Func<BsonDocument, BsonValue?> Parse(string path, BsonValue value, DateTime now)
    {
        switch (Name(value))
        {
            case "$slice" when value["$slice"].IsNumeric:
                var count = value["$slice"].ToInt32();
                return document => document.GetValue(path, null) is BsonArray array ? Slice(array, count) : document.GetValue(path, null);
            case "$elemMatch":
                var filter = Filter.Parse(new BsonDocument(path, value), now);
                var element = Filter.Parse(value["$elemMatch"].AsBsonDocument, now);
                return document => filter.Matches(document) ? new BsonArray { document[path].AsBsonArray.First(item => item is BsonDocument inner && element.Matches(inner)) } : null;
            default:
                var expression = Expressions.Parse(value);
                return document => expression(Scope.Of(document, now));
        }
    }

    private static BsonArray Slice(BsonArray array, int count) => new(count >= 0 ? array.Take(count) : array.TakeLast(-count));

    private static string? Name(BsonValue value) => FieldTest.IsOperators(value) ? value.AsBsonDocument.GetElement(0).Name : null;
}
