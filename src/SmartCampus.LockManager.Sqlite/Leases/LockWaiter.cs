namespace SmartCampus.Locking;

/// <summary>A caller who wants a lock.</summary>
internal sealed class LockWaiter(string resource, string owner, LockOptions options) : LockOperation
{
    private const int Waiting = 0, Claimed = 1, Ended = 2;
    private readonly TaskCompletionSource<SqliteLease?> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _holder;
    private int _state;

    public string Resource { get; } = resource;

    public string Owner { get; } = owner;

    public LockOptions Options { get; } = options;

    /// <summary>Whether the caller takes no for an answer at once.</summary>
    public bool IsImpatient => Options.WaitTimeout == TimeSpan.Zero;

    /// <summary>Where it waits; the writer's business.</summary>
    public LinkedListNode<LockWaiter>? Place { get; set; }

    /// <summary>What it waits for.</summary>
    public LockKey? Key { get; set; }

    /// <summary>Who holds the lock, as far as it is known.</summary>
    public string? Holder => _holder ?? Key?.Holder;

    /// <summary>Whether the lock was not free at once.</summary>
    public bool WasContended { get; set; }

    /// <summary>The lease; null when it was refused to somebody who does not wait.</summary>
    public Task<SqliteLease?> Result => _result.Task;

    public bool IsWaiting => Volatile.Read(ref _state) == Waiting;

    /// <summary>Decides that the caller gets an answer from the writer; from here on a cancel comes too late.</summary>
    public bool TryClaim() => Interlocked.CompareExchange(ref _state, Claimed, Waiting) == Waiting;

    /// <summary>Decides that the caller has gone.</summary>
    public bool TryLeave() => Interlocked.CompareExchange(ref _state, Ended, Waiting) == Waiting;

    public void Grant(SqliteLease lease) => _result.TrySetResult(lease);

    public void Refuse(string? holder)
    {
        if (!TryClaim()) return;
        (_holder, WasContended) = (holder, true);
        _result.TrySetResult(null);
    }

    public override void Run(LockTable table) => table.Acquire(this);

    /// <summary>One that has got into the queue may wait on: the table knows.</summary>
    public override void Fail(Exception error)
    {
        if (Place is null) End(error);
    }

    public void End(Exception error)
    {
        Interlocked.Exchange(ref _state, Ended);
        _result.TrySetException(error);
    }
}
