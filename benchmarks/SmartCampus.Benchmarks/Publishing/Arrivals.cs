namespace SmartCampus.Benchmarks.Publishing;

/// <summary>Tells when every subscriber has heard a batch.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _all = new();
    private int _open;

    public int Batch { get; private set; }

    public void Expect(int batch, int subscribers)
    {
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Batch = batch;
        Volatile.Write(ref _open, subscribers);
    }

    public void Complete()
    {
        if (Interlocked.Decrement(ref _open) == 0) _all.SetResult();
    }

    public ValueTask AllAsync() => new(_all.Task);
}
