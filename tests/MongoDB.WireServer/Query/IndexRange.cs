using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>Entries between two places of an index, in its order.</summary>
internal sealed record IndexRange(IndexEntry From, IndexEntry To)
{
    public static IndexRange Of(BsonValue[] prefix, Interval interval, bool ascending)
    {
        BsonValue[] low = [.. prefix, interval.Low];
        BsonValue[] high = [.. prefix, interval.High];
        return ascending
            ? new IndexRange(Start(low, interval.LowIncluded), End(high, interval.HighIncluded))
            : new IndexRange(Start(high, interval.HighIncluded), End(low, interval.LowIncluded));
    }

    private static IndexEntry Start(BsonValue[] keys, bool included) => included ? IndexEntry.Before(keys) : IndexEntry.After(keys);

    private static IndexEntry End(BsonValue[] keys, bool included) => included ? IndexEntry.After(keys) : IndexEntry.Before(keys);
}
