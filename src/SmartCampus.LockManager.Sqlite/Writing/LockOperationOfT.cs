namespace SmartCampus.Locking;

/// <summary>Something that the writer thread does for a caller who waits for its result.</summary>
internal sealed class LockOperation<T>(Action<LockTable, LockOperation<T>> run) : ILockOperation
{
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Result => _result.Task;

    public void Complete(T result) => _result.TrySetResult(result);

    public void Run(LockTable table) => run(table, this);

    public void Fail(Exception error) => _result.TrySetException(error);
}
