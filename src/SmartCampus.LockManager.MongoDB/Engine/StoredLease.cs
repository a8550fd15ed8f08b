using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>A lease as a bucket holds it.</summary>
internal sealed record StoredLease(string Resource, BsonBinaryData Id, string Owner, long Token, DateTimeOffset Ends)
{
    public static StoredLease From(BsonValue lease) => new(
        LockName.FromBson(lease["r"]), lease["id"].AsBsonBinaryData, LockName.FromBson(lease["o"]), lease["t"].AsInt64, new DateTimeOffset(lease["u"].ToUniversalTime(), TimeSpan.Zero));
}
