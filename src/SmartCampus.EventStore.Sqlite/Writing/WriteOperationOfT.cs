using System.Threading.Tasks.Sources;

namespace SmartCampus.Events;

/// <summary>Something that the writer does for a caller who waits for a result.</summary>
internal abstract class WriteOperation<T> : WriteOperation, IValueTaskSource<T>
{
    // The caller goes on on another thread: the writer's next commit does not wait for it.
    private ManualResetValueTaskSourceCore<T> _completion = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private T? _result;
    private Exception? _refusal;
    private int _ended;

    /// <summary>Ends when the operation has; to be awaited once.</summary>
    /// <remarks>Cancelled before the writer takes it, the operation does nothing; afterwards it runs to its end, and only the wait is cancelled.</remarks>
    public ValueTask<T> WaitAsync(CancellationToken cancellationToken)
    {
        _registration = cancellationToken.UnsafeRegister(static (operation, token) => ((WriteOperation<T>)operation!).Cancel(token), this);
        // It may have ended before there was a registration to give back.
        if (Interlocked.CompareExchange(ref _ended, 0, 0) == 1) _registration.Unregister();
        return new ValueTask<T>(this, _completion.Version);
    }

    public override void Complete()
    {
        if (_refusal is not null) Fail(_refusal);
        else if (TryEnd(_result, null)) _completion.SetResult(_result!);
    }

    public override void Fail(Exception error)
    {
        if (TryEnd(default, error)) _completion.SetException(error);
    }

    private void Cancel(CancellationToken token)
    {
        TryTake();
        Fail(new OperationCanceledException(token));
    }

    /// <summary>Called once, before the caller goes on.</summary>
    protected virtual void OnEnded(T? result, Exception? error)
    {
    }

    private bool TryEnd(T? result, Exception? error)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return false;
        // The token may live much longer than the operation.
        _registration.Unregister();
        OnEnded(result, error);
        return true;
    }

    T IValueTaskSource<T>.GetResult(short token) => _completion.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

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
