namespace SmartCampus.Events.Tests;

/// <summary>A flush that hangs until it is let go.</summary>
internal sealed class HeldSync(DiskPart part) : IDisposable
{
    private readonly ManualResetEventSlim _go = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the flush hangs.</summary>
    public Task Reached => _reached.Task;

    public void Wait(DiskPart at)
    {
        if (at != part || !_reached.TrySetResult()) return;
        _go.Wait();
    }

    public void Dispose() => _go.Set();
}
