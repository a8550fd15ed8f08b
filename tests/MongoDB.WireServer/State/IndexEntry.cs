using MongoDB.Bson;

namespace SmartCampus.MongoWire;

/// <summary>One key of one document in an index. With fewer keys than the index has fields it is a place to seek to.</summary>
internal sealed record IndexEntry(BsonValue[] Keys, long Record)
{
    public static IndexEntry Before(params BsonValue[] keys) => new(keys, long.MinValue);

    public static IndexEntry After(params BsonValue[] keys) => new(keys, long.MaxValue);
}
