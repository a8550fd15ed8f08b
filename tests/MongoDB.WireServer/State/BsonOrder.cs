using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The order in which the server sorts values of all types. Numbers compare across their types; strings by their UTF-8 bytes.</summary>
/// <remarks>Source: "Comparison/Sort Order" of the MongoDB manual. The order of the driver's own values differs in some types.</remarks>
internal sealed class BsonOrder : IComparer<BsonValue>, IEqualityComparer<BsonValue>
{
    public static readonly BsonOrder Instance = new();

    public int Compare(BsonValue? x, BsonValue? y)
    {
        x ??= BsonUndefined.Value;
        y ??= BsonUndefined.Value;
        var classes = Class(x).CompareTo(Class(y));
        return classes != 0 ? classes : SameClass(x, y);
    }

    public bool Equals(BsonValue? x, BsonValue? y) => Compare(x, y) == 0;

    public int GetHashCode(BsonValue value) => value switch
    {
        { IsNumeric: true } => value.ToDouble().GetHashCode(),
        BsonDocument document => document.ElementCount,
        BsonArray array => array.Count,
        _ => value.GetHashCode(),
    };

    /// <summary>Values compare by size only within a class: <c>$gt: 5</c> never finds a string.</summary>
    public static int Class(BsonValue value) => value.BsonType switch
    {
        BsonType.MinKey => -1,
        BsonType.Undefined => 0,
        BsonType.Null => 5,
        BsonType.Int32 or BsonType.Int64 or BsonType.Double or BsonType.Decimal128 => 10,
        BsonType.String or BsonType.Symbol => 15,
        BsonType.Document => 20,
        BsonType.Array => 25,
        BsonType.Binary => 30,
        BsonType.ObjectId => 35,
        BsonType.Boolean => 40,
        BsonType.DateTime => 45,
        BsonType.Timestamp => 47,
        BsonType.RegularExpression => 50,
        BsonType.JavaScript => 60,
        BsonType.JavaScriptWithScope => 65,
        BsonType.MaxKey => 127,
        _ => throw Refusal.Of($"values of type {value.BsonType}"),
    };

    private static int SameClass(BsonValue x, BsonValue y) => x switch
    {
        { IsNumeric: true } => Numbers(x, y),
        BsonString or BsonSymbol => Strings(x.ToString()!, y.ToString()!),
        BsonDocument document => Documents(document, y.AsBsonDocument),
        BsonArray array => Arrays(array, y.AsBsonArray),
        BsonBinaryData binary => Binaries(binary, y.AsBsonBinaryData),
        BsonTimestamp timestamp => ((ulong)timestamp.Value).CompareTo((ulong)y.AsBsonTimestamp.Value),
        BsonNull or BsonUndefined or BsonMinKey or BsonMaxKey => 0,
        _ => x.CompareTo(y),
    };

    private static int Numbers(BsonValue x, BsonValue y) => (x, y) switch
    {
        (BsonDecimal128, _) or (_, BsonDecimal128) => x.ToDecimal128().CompareTo(y.ToDecimal128()),
        (BsonDouble, BsonDouble) => x.AsDouble.CompareTo(y.AsDouble),
        (BsonDouble, _) => -IntegerToDouble(y.ToInt64(), x.AsDouble),
        (_, BsonDouble) => IntegerToDouble(x.ToInt64(), y.AsDouble),
        _ => x.ToInt64().CompareTo(y.ToInt64()),
    };

    /// <summary>Above 2^53 an integer does not fit a double, and rounding it would call different numbers equal.</summary>
    private static int IntegerToDouble(long integer, double number)
    {
        if (double.IsNaN(number) || number < -9223372036854775808.0)
        {
            return 1;
        }

        if (number >= 9223372036854775808.0)
        {
            return -1;
        }

        var whole = Math.Truncate(number);
        var order = integer.CompareTo((long)whole);
        return order != 0 ? order : whole.CompareTo(number);
    }

    /// <summary>UTF-8 sorts by code point; UTF-16 puts the surrogates of the higher planes before U+E000.</summary>
    private static int Strings(string x, string y)
    {
        for (var i = 0; i < x.Length && i < y.Length; i++)
        {
            if (x[i] != y[i])
            {
                var planes = char.IsSurrogate(x[i]).CompareTo(char.IsSurrogate(y[i]));
                return planes != 0 ? planes : x[i].CompareTo(y[i]);
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    private int DocumentsOf(BsonDocument x, BsonDocument y)
    {
        for (var i = 0; i < x.ElementCount && i < y.ElementCount; i++)
        {
            var (left, right) = (x.GetElement(i), y.GetElement(i));
            var order = Class(left.Value).CompareTo(Class(right.Value));
            order = order != 0 ? order : Strings(left.Name, right.Name);
            order = order != 0 ? order : Compare(left.Value, right.Value);
            if (order != 0)
            {
                return order;
            }
        }

        return x.ElementCount.CompareTo(y.ElementCount);
    }

    private static int Documents(BsonDocument x, BsonDocument y) => Instance.DocumentsOf(x, y);

    private static int Arrays(BsonArray x, BsonArray y)
    {
        for (var i = 0; i < x.Count && i < y.Count; i++)
        {
            if (Instance.Compare(x[i], y[i]) is var order and not 0)
            {
                return order;
            }
        }

        return x.Count.CompareTo(y.Count);
    }

    private static int Binaries(BsonBinaryData x, BsonBinaryData y)
    {
        var order = x.Bytes.Length.CompareTo(y.Bytes.Length);
        order = order != 0 ? order : x.SubType.CompareTo(y.SubType);
        return order != 0 ? order : x.Bytes.AsSpan().SequenceCompareTo(y.Bytes);
    }
}
