using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>A lease of this process, from its grant to its end.</summary>
internal sealed class MongoLease(LockKey key, BsonBinaryData id, string owner, long token, LockOptions options, long start)
    : TimedLease(key.Context, key.Resource, owner, token, options, start)
{
    /// <summary>What tells it from all others; not to be guessed.</summary>
    public BsonBinaryData Id { get; } = id;

    /// <summary>What tells its release, however often it is asked for, from a break.</summary>
    public BsonBinaryData ReleaseId { get; } = LockId.New();

    /// <summary>How often it was extended, so that an extension that comes late does not undo a later one; its key's own.</summary>
    public long Extensions { get; set; }

    /// <summary>Whether the server is known to have forgotten it; its key's own.</summary>
    public bool IsForgotten { get; set; }

    protected override void OnLost() => key.OnLost(this);

    protected override void StoreRenewal() => key.Renew(this);

    protected override Task<bool> StoreExtensionAsync(TimeSpan length, CancellationToken cancellationToken) => key.ExtendAsync(this, length).WaitAsync(cancellationToken);

    protected override Task<bool> StoreReleaseAsync() => key.ReleaseAsync(this);
}
