namespace SmartCampus.Locking;

/// <summary>A caller who wants a lock.</summary>
internal sealed class LockWaiter(SqliteLockManager manager, string resource, string owner, LockOptions options)
    : LockWait<SqliteLease>(resource, owner, options), ILockOperation
{
    /// <summary>Where it waits; the writer's business.</summary>
    public LinkedListNode<LockWaiter>? Place { get; set; }

    /// <summary>What it waits for.</summary>
    public LockKey? Key { get; set; }

    public override string? Holder => base.Holder ?? Key?.Holder;

    public void Run(LockTable table) => table.Acquire(this);

    /// <summary>One that has got into the queue may wait on: the table knows.</summary>
    public void Fail(Exception error)
    {
        if (Place is null) End(error);
    }

    protected override void OnLeft() => manager.OnLeft(this);
}
