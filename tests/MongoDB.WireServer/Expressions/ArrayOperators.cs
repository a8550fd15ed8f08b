using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Operators on arrays.</summary>
internal static class ArrayOperators
{
    public static ValueOperator? Find(string name) => name switch
    {
        "$size" => new(1, 1, values => Array(name, values[0])?.Count ?? throw Wrong(name, values[0])),
        "$isArray" => new(1, 1, values => values[0] is BsonArray),
        "$arrayElemAt" => new(2, 2, values => At(name, values[0], values[1])),
        "$first" => new(1, 1, values => At(name, values[0], 0)),
        "$last" => new(1, 1, values => At(name, values[0], -1)),
        "$concatArrays" => new(0, int.MaxValue, Concat),
        "$in" => new(2, 2, values => values[1] is BsonArray array
            ? array.Contains(values[0] ?? BsonNull.Value, BsonOrder.Instance)
            : throw new CommandException(40081, "Location40081", "$in requires an array as a second argument")),
        "$slice" => new(2, 3, values => Array(name, values[0]) is { } array && !System.Array.Exists(values, ValueOperators.IsNull) ? Slice(array, values) : BsonNull.Value),
        "$reverseArray" => new(1, 1, values => Array(name, values[0]) is { } array ? new BsonArray(array.Reverse()) : BsonNull.Value),
        "$indexOfArray" => new(2, 2, values => Array(name, values[0]) is { } array ? array.ToList().FindIndex(value => BsonOrder.Instance.Equals(value, values[1])) : BsonNull.Value),
        "$anyElementTrue" => new(1, 1, values => Array(name, values[0])?.Any(Truth.Of) ?? throw Wrong(name, values[0])),
        "$allElementsTrue" => new(1, 1, values => Array(name, values[0])?.All(Truth.Of) ?? throw Wrong(name, values[0])),
        "$setUnion" => new(0, int.MaxValue, values => new BsonArray(values.SelectMany(value => Array(name, value) ?? throw Wrong(name, value)).Distinct(BsonOrder.Instance))),
        "$sum" => new(1, int.MaxValue, values => Arithmetic.Add([.. ValueOperators.All(values).Where(value => value is { IsNumeric: true })])),
        _ => null,
    };

    /// <summary>The array; null when it is missing or null, which most operators answer with null.</summary>
    public static BsonArray? Array(string name, BsonValue? value) => ValueOperators.IsNull(value) ? null : value as BsonArray ?? throw Wrong(name, value);

    private static CommandException Wrong(string name, BsonValue? value) =>
        new(17124, "Location17124", $"The argument to {name} must be an array, but was: {value?.ToString() ?? "missing"}");

    private static BsonValue? At(string name, BsonValue? value, BsonValue? at)
    {
        if (Array(name, value) is not { } array || ValueOperators.IsNull(at))
        {
            return BsonNull.Value;
        }

        var place = at!.ToInt32() < 0 ? array.Count + at.ToInt32() : at.ToInt32();
        return place >= 0 && place < array.Count ? array[place] : null;
    }

    private static BsonValue Concat(BsonValue?[] values)
    {
        var arrays = values.Select(value => Array("$concatArrays", value)).ToList();
        return arrays.Contains(null) ? BsonNull.Value : new BsonArray(arrays.SelectMany(array => array!));
    }

    private static BsonArray Slice(BsonArray array, BsonValue?[] values)
    {
        if (values.Length == 2)
        {
            var count = values[1]!.ToInt32();
            return new BsonArray(count >= 0 ? array.Take(count) : array.TakeLast(-count));
        }

        var (position, length) = (values[1]!.ToInt32(), values[2]!.ToInt32());
        return length > 0
            ? new BsonArray(array.Skip(position < 0 ? Math.Max(0, array.Count + position) : position).Take(length))
            : throw new CommandException(28729, "Location28729", "Third argument to $slice must be positive");
    }
}
