using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>The values of one field between which a search looks.</summary>
internal sealed record Interval(BsonValue Low, bool LowIncluded, BsonValue High, bool HighIncluded)
{
    public static readonly Interval Everything = new(BsonMinKey.Value, true, BsonMaxKey.Value, true);

    public bool IsPoint => LowIncluded && HighIncluded && BsonOrder.Instance.Equals(Low, High);

    public static List<Interval> Of(IReadOnlyList<Predicate> predicates)
    {
        var points = predicates.FirstOrDefault(predicate => predicate.Name == "$eq") ?? predicates.FirstOrDefault(predicate => predicate.IsPoint);
        if (points is not null)
        {
            IEnumerable<BsonValue> values = points.Name == "$eq" ? [points.Value] : points.Value.AsBsonArray;
            return [.. values.Distinct(BsonOrder.Instance).Order(BsonOrder.Instance).Select(value => new Interval(value, true, value, true))];
        }

        return [predicates.Aggregate(Everything, (interval, predicate) => interval.Narrow(predicate))];
    }

    public override string ToString() => $"{(LowIncluded ? '[' : '(')}{Low.ToJson()}, {High.ToJson()}{(HighIncluded ? ']' : ')')}";

    private Interval Narrow(Predicate predicate)
    {
        var (least, most) = Kind(predicate.Value);
        return predicate.Name switch
        {
            "$gt" => Raise(predicate.Value, false).Lower(most, true),
            "$gte" => Raise(predicate.Value, true).Lower(most, true),
            "$lt" => Lower(predicate.Value, false).Raise(least, true),
            _ => Lower(predicate.Value, true).Raise(least, true),
        };
    }

    /// <summary>An order condition finds values of its own kind only.</summary>
    private static (BsonValue Least, BsonValue Most) Kind(BsonValue value) => value switch
    {
        { IsNumeric: true } => (double.NaN, double.PositiveInfinity),
        BsonString => ("", new BsonDocument()),
        BsonDateTime => (new BsonDateTime(long.MinValue), new BsonDateTime(long.MaxValue)),
        _ => (BsonMinKey.Value, BsonMaxKey.Value),
    };

    private Interval Raise(BsonValue low, bool included) =>
        BsonOrder.Instance.Compare(low, Low) is var order && order > 0 ? this with { Low = low, LowIncluded = included }
        : order == 0 ? this with { LowIncluded = LowIncluded && included } : this;

    private Interval Lower(BsonValue high, bool included) =>
        BsonOrder.Instance.Compare(high, High) is var order && order < 0 ? this with { High = high, HighIncluded = included }
        : order == 0 ? this with { HighIncluded = HighIncluded && included } : this;
}
