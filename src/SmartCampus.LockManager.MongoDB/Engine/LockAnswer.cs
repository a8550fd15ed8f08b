using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>What a bucket holds after a request, of its resource alone.</summary>
/// <param name="Lease">The lease; null when there is none.</param>
/// <param name="First">The process that is first in line; null when none waits.</param>
/// <param name="WasHeld">Whether the lease that was to end had been held.</param>
/// <param name="SentAt">When the request was about to be sent, by the local clock's timestamps.</param>
internal sealed record LockAnswer(StoredLease? Lease, BsonBinaryData? First, bool WasHeld, long SentAt)
{
    public static LockAnswer From(BsonDocument bucket, LockRequest request, long sentAt) => new(
        Of(bucket, "l").Select(StoredLease.From).FirstOrDefault(lease => lease.Resource == request.Resource),
        Of(bucket, "w").Select(StoredPlace.From).FirstOrDefault(place => place.Resource == request.Resource)?.Process,
        Of(bucket, "d").Any(answer => answer["ok"].AsBoolean),
        sentAt);

    /// <summary>The answer leaves out a list of which it has nothing to show.</summary>
    private static BsonArray Of(BsonDocument bucket, string list) => bucket.TryGetValue(list, out var found) ? found.AsBsonArray : [];
}
