namespace SmartCampus.Events;

/// <summary>Something that the writer does for a caller who waits for a result.</summary>
internal abstract class WriteOperation<T> : WriteOperation
{
    // The caller goes on on another thread: the writer's next commit does not wait for it.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private Exception? _refusal;

    /// <summary>Ends when the operation has.</summary>
    /// <remarks>Cancelled before the writer takes it, the operation does nothing; afterwards it runs to its end, and only the wait is cancelled.</remarks>
    public async ValueTask<T> WaitAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var operation = (WriteOperation<T>)state!;
                operation.TryTake();
                operation._completion.TrySetCanceled(token);
            },
            this);
        return await _completion.Task.ConfigureAwait(false);
    }

    public override void Complete()
    {
        if (_refusal is null) _completion.TrySetResult(_result!);
        else _completion.TrySetException(_refusal);
    }

    public override void Fail(Exception error) => _completion.TrySetException(error);

    /// <summary>Says no. Errors that are answers are not thrown on the writer's thread: under contention they are most of its answers.</summary>
    protected bool Refuse(Exception refusal)
    {
        _refusal = refusal;
        return false;
    }

    protected bool Answer(T result, bool written)
    {
        _result = result;
        return written;
    }
}
