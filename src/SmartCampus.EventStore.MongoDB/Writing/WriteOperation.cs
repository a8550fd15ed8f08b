namespace SmartCampus.Events;

/// <summary>A write that waits for its group, and is answered once.</summary>
internal abstract class WriteOperation
{
    private readonly TaskCompletionSource<AppendResult?> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The commit id: of the caller, or one that a control entry gets.</summary>
    public abstract Guid Id { get; }

    /// <summary>The hash of what the caller gave.</summary>
    public abstract UInt128 Hash { get; }

    /// <summary>The streams whose heads decide.</summary>
    public abstract IEnumerable<string> Streams { get; }

    /// <summary>The number of positions that it takes at most.</summary>
    public abstract int EntryCount { get; }

    /// <summary>About as many bytes as its document will have.</summary>
    public abstract long Bytes { get; }

    /// <summary>The streams that may be taken for missing until an index says otherwise, which saves a read.</summary>
    public virtual bool IsTakenForNew(string stream) => false;

    public Task<AppendResult?> Answer => _answer.Task;

    /// <summary>The position at which its document was sent without an answer, if any: it may be stored there, or still arrive.</summary>
    public HashSet<long> OpenAt { get; } = [];

    /// <summary>The same append, asked for again while this one waits.</summary>
    public List<WriteOperation> Copies { get; } = [];

    /// <summary>Decides, without asking anybody.</summary>
    public abstract Fate Decide(Func<string, StreamHead> headOf);

    public void Succeed(AppendResult? result) => _answer.TrySetResult(result);

    public void Fail(Exception error) => _answer.TrySetException(error);

    /// <summary>Waits for the answer. Whoever gives up waiting changes nothing for the others, nor for the servers.</summary>
    public async ValueTask<AppendResult?> WaitAsync(CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return await Answer.ConfigureAwait(false);
        try
        {
            return await Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Nobody may be there any more to look at an error.
            if (!Answer.IsCompleted) _ = Answer.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
