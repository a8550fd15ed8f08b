using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>A query document, read once and refused as a whole when it asks for what is not implemented.</summary>
internal sealed class Filter
{
    private readonly Func<BsonDocument, bool> _matches;

    private Filter(BsonDocument source, Func<BsonDocument, bool> matches) => (Source, _matches) = (source, matches);

    public BsonDocument Source { get; }

    /// <param name="source">The query document.</param>
    /// <param name="now">The moment that <c>$$NOW</c> means in <c>$expr</c>.</param>
    public static Filter Parse(BsonDocument source, DateTime now) => new(source, All(source, now));

    public bool Matches(BsonDocument document) => _matches(document);

    private static Func<BsonDocument, bool> All(BsonDocument source, DateTime now)
    {
        var parts = source.Select(element => Part(element.Name, element.Value, now)).ToArray();
        return document => Array.TrueForAll(parts, part => part(document));
    }

    private static Func<BsonDocument, bool> Part(string name, BsonValue value, DateTime now) => name switch
    {
        "$and" => Each(name, value, now) is var parts ? document => Array.TrueForAll(parts, part => part(document)) : null!,
        "$or" => Each(name, value, now) is var parts ? document => Array.Exists(parts, part => part(document)) : null!,
        "$nor" => Each(name, value, now) is var parts ? document => !Array.Exists(parts, part => part(document)) : null!,
        "$expr" => Expression(value, now),
        "$comment" => _ => true,
        _ when name.StartsWith('$') => throw Refusal.Of($"the query operator {name}"),
        _ => Field(name, value, now),
    };

    private static Func<BsonDocument, bool>[] Each(string name, BsonValue value, DateTime now) =>
        value is BsonArray { Count: > 0 } array
            ? [.. array.Select(part => All(part.AsBsonDocument, now))]
            : throw CommandException.BadValue($"{name} argument's entries must be a nonempty array");

    private static Func<BsonDocument, bool> Expression(BsonValue value, DateTime now)
    {
        var expression = Expressions.Parse(value);
        return document => Truth.Of(expression(Scope.Of(document, now)));
    }

    private static Func<BsonDocument, bool> Field(string name, BsonValue value, DateTime now)
    {
        var path = name.Split('.');
        var tests = FieldTest.Parse(value, condition => All(condition, now));
        return document => tests.TrueForAll(test => test.Negated != FieldPath.Any(document, path, test.Passes, test.Elements));
    }
}
