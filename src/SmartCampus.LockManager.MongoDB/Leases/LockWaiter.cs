using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>A caller who wants a lock.</summary>
internal sealed class LockWaiter(string resource, string owner, LockOptions options) : LockWait<MongoLease>(resource, owner, options)
{
    /// <summary>The id of the lease that it asks for, however often; not to be guessed.</summary>
    public BsonBinaryData Id { get; } = LockId.New();

    /// <summary>What it waits for.</summary>
    public LockKey? Key { get; set; }

    /// <summary>Where it waits; its key's own.</summary>
    public LinkedListNode<LockWaiter>? Place { get; set; }

    public override string? Holder => base.Holder ?? Key?.Holder;

    protected override void OnLeft() => Key?.OnLeft(this);
}
