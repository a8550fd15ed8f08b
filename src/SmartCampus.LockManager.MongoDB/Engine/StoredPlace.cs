using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>A process that waits, as a bucket holds it.</summary>
internal sealed record StoredPlace(string Resource, BsonBinaryData Process, string Owner)
{
    public static StoredPlace From(BsonValue place) => new(LockName.FromBson(place["r"]), place["p"].AsBsonBinaryData, LockName.FromBson(place["o"]));
}
