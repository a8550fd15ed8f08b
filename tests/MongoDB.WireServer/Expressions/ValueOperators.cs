using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Comparison, arithmetic and documents.</summary>
internal static class ValueOperators
{
    public static ValueOperator? Find(string name) => name switch
    {
        "$eq" => Compare(order => order == 0),
        "$ne" => Compare(order => order != 0),
        "$lt" => Compare(order => order < 0),
        "$lte" => Compare(order => order <= 0),
        "$gt" => Compare(order => order > 0),
        "$gte" => Compare(order => order >= 0),
        "$cmp" => new(2, 2, values => Math.Sign(BsonOrder.Instance.Compare(values[0], values[1]))),
        "$not" => new(1, 1, values => !Truth.Of(values[0])),
        "$add" => new(0, int.MaxValue, Arithmetic.Add),
        "$subtract" => new(2, 2, values => Arithmetic.Subtract(values[0], values[1])),
        "$multiply" => new(0, int.MaxValue, Arithmetic.Multiply),
        "$max" => new(1, int.MaxValue, values => Present(values).Max(BsonOrder.Instance) ?? BsonNull.Value),
        "$min" => new(1, int.MaxValue, values => Present(values).Min(BsonOrder.Instance) ?? BsonNull.Value),
        "$mergeObjects" => new(1, int.MaxValue, Merge),
        "$type" => new(1, 1, values => values[0] is null ? "missing" : TypeName(values[0]!)),
        "$toLong" => new(1, 1, values => IsNull(values[0]) ? BsonNull.Value : values[0] switch
        {
            BsonDateTime date => date.MillisecondsSinceEpoch,
            { IsNumeric: true } number => number.ToInt64(),
            var other => throw Refusal.Of($"$toLong of {other}"),
        }),
        _ => null,
    };

    public static bool IsNull(BsonValue? value) => value is null or BsonNull or BsonUndefined;

    private static ValueOperator Compare(Func<int, bool> passes) => new(2, 2, values => passes(BsonOrder.Instance.Compare(values[0], values[1])));

    /// <summary>With one argument its elements count, if it is an array; with several an array is a value like any other.</summary>
    private static IEnumerable<BsonValue> Present(BsonValue?[] values) => All(values).Where(value => !IsNull(value))!;

    public static IEnumerable<BsonValue?> All(BsonValue?[] values) => values is [BsonArray array] ? array : values;

    private static BsonDocument Merge(BsonValue?[] values)
    {
        var merged = new BsonDocument();
        foreach (var value in All(values))
        {
            if (!IsNull(value))
            {
                merged.Merge(value as BsonDocument ?? throw new CommandException(40400, "Location40400", $"$mergeObjects requires object inputs, but input {value} is of type {TypeName(value!)}"), true);
            }
        }

        return merged;
    }

    private static string TypeName(BsonValue value) => value.BsonType switch
    {
        BsonType.Document => "object",
        BsonType.Binary => "binData",
        BsonType.Boolean => "bool",
        BsonType.DateTime => "date",
        BsonType.Int32 => "int",
        BsonType.Int64 => "long",
        BsonType.Decimal128 => "decimal",
        BsonType.ObjectId => "objectId",
        BsonType.String or BsonType.Double or BsonType.Array or BsonType.Null or BsonType.Timestamp or BsonType.Undefined => value.BsonType.ToString().ToLowerInvariant(),
        _ => throw Refusal.Of($"the type name of {value.BsonType}"),
    };
}
