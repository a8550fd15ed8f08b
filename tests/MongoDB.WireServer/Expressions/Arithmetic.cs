using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Numbers keep the wider of their types, an int that overflows becomes a long; a date and a number make a date.</summary>
internal static class Arithmetic
{
    public static BsonValue Add(BsonValue?[] values)
    {
        if (Array.Exists(values, ValueOperators.IsNull))
        {
            return BsonNull.Value;
        }

        if (values.Count(value => value is BsonDateTime) > 1)
        {
            throw new CommandException(16612, "Location16612", "only one date allowed in an $add expression");
        }

        var sum = values.Select(value => value is BsonDateTime date ? date.MillisecondsSinceEpoch : value!)
            .Aggregate((BsonValue)0, (total, value) => Number("$add", total, value, (x, y) => checked(x + y), (x, y) => x + y));
        return Array.Exists(values, value => value is BsonDateTime) ? Date(sum) : sum;
    }

    public static BsonValue Subtract(BsonValue? from, BsonValue? what) => (from, what) switch
    {
        _ when ValueOperators.IsNull(from) || ValueOperators.IsNull(what) => BsonNull.Value,
        (BsonDateTime x, BsonDateTime y) => x.MillisecondsSinceEpoch - y.MillisecondsSinceEpoch,
        (BsonDateTime x, _) => Date(Difference(x.MillisecondsSinceEpoch, what!)),
        _ => Difference(from!, what!),
    };

    public static BsonValue Multiply(BsonValue?[] values) => Array.Exists(values, ValueOperators.IsNull)
        ? BsonNull.Value
        : values.Aggregate((BsonValue)1, (total, value) => Number("$multiply", total, value!, (x, y) => checked(x * y), (x, y) => x * y));

    /// <summary>The sum as <c>$inc</c> makes it: an overflow of a long is an error there, and a double here.</summary>
    public static BsonValue Increment(BsonValue value, BsonValue by)
    {
        if (!value.IsNumeric || !by.IsNumeric)
        {
            throw CommandException.TypeMismatch($"Cannot apply $inc to a value of non-numeric type: {value}, {by}");
        }

        try
        {
            return Integers(value, by, (x, y) => checked(x + y)) ?? value.ToDouble() + by.ToDouble();
        }
        catch (OverflowException)
        {
            throw CommandException.BadValue($"Failed to apply $inc operations to current value ({value}) by {by}");
        }
    }

    private static BsonDateTime Date(BsonValue milliseconds) => new((long)Math.Round(milliseconds.ToDouble()));

    private static BsonValue Difference(BsonValue x, BsonValue y) => Number("$subtract", x, y, (a, b) => checked(a - b), (a, b) => a - b);

    private static BsonValue Number(string name, BsonValue x, BsonValue y, Func<long, long, long> integers, Func<double, double, double> doubles)
    {
        if (!x.IsNumeric || !y.IsNumeric)
        {
            throw CommandException.TypeMismatch($"{name} only supports numeric or date types, not {(x.IsNumeric ? y : x).BsonType}");
        }

        try
        {
            return Integers(x, y, integers) ?? doubles(x.ToDouble(), y.ToDouble());
        }
        catch (OverflowException)
        {
            return doubles(x.ToDouble(), y.ToDouble());
        }
    }

    private static BsonValue? Integers(BsonValue x, BsonValue y, Func<long, long, long> compute)
    {
        if (x is BsonDecimal128 || y is BsonDecimal128)
        {
            throw Refusal.Of("arithmetic with decimals");
        }

        if (x is BsonDouble || y is BsonDouble)
        {
            return null;
        }

        var result = compute(x.ToInt64(), y.ToInt64());
        return x is BsonInt32 && y is BsonInt32 && result is >= int.MinValue and <= int.MaxValue ? new BsonInt32((int)result) : new BsonInt64(result);
    }
}
