using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>What a bucket is asked to do for one resource, all at once, in this order: give back, extend, grant, and else keep a place. All of it can be repeated.</summary>
internal sealed record LockRequest(string Resource)
{
    /// <summary>The leases to end, by id.</summary>
    public IReadOnlyCollection<BsonBinaryData> Drop { get; init; } = [];

    /// <summary>The lease among them of which to say whether it was held up to now; and by what it ends, a release or a break, under whose id the bucket keeps the answer.</summary>
    public (BsonBinaryData Lease, BsonBinaryData By)? Ended { get; init; }

    /// <summary>Whether that one ends against its holder's will, which takes a token.</summary>
    public bool IsBreak { get; init; }

    /// <summary>The lease to prolong.</summary>
    public MongoLease? Extended { get; init; }

    /// <summary>Its new length.</summary>
    public TimeSpan Extension { get; init; }

    /// <summary>Whether somebody here waits on, so that the process keeps its place in line.</summary>
    public bool KeepsPlace { get; init; }

    /// <summary>Who is to get the resource if it is free, and else to keep a place if it wants to wait.</summary>
    public LockWaiter? Next { get; init; }
}
