using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The stage $group with sums, extremes and counts.</summary>
internal static class Group
{
    public static Func<IEnumerable<BsonDocument>, IEnumerable<BsonDocument>> Parse(BsonDocument source, DateTime now)
    {
        var key = Expressions.Parse(source["_id"]);
        var fields = source.Where(field => field.Name != "_id").Select(field => (field.Name, Value: Accumulator(field.Value.AsBsonDocument.GetElement(0)))).ToList();
        return documents => documents.Select(document => Scope.Of(document, now)).GroupBy(scope => key(scope) ?? BsonNull.Value, BsonOrder.Instance).Select(group =>
            new BsonDocument("_id", group.Key).AddRange(fields.Select(field => new BsonElement(field.Name, field.Value([.. group])))));
    }

    private static Func<Scope[], BsonValue> Accumulator(BsonElement source)
    {
        var value = Expressions.Parse(source.Value);
        var compute = source.Name switch
        {
            "$sum" => ArrayOperators.Find("$sum")!.Compute,
            "$max" or "$min" => ValueOperators.Find(source.Name)!.Compute,
            "$first" => values => values[0],
            "$last" => values => values[^1],
            "$push" => values => new BsonArray(values.Where(item => item is not null)),
            _ => throw Refusal.Of($"the accumulator {source.Name}"),
        };
        return scopes => compute([.. scopes.Select(value)]) ?? BsonNull.Value;
    }
}
