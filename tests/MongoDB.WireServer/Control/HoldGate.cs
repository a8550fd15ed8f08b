namespace SmartCampus.MongoWire;

/// <summary>One command that waits before it takes effect. When its client gives up meanwhile it still takes effect after the release: a late request.</summary>
/// <threadsafety>All members may be used at any time.</threadsafety>
public sealed class HoldGate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal HoldGate(string command, string? collection) => (Command, Collection) = (command, collection);

    /// <summary>Ends when the command has come and waits.</summary>
    public Task Reached => _reached.Task;

    internal string Command { get; }

    internal string? Collection { get; }

    /// <summary>Lets the command go on.</summary>
    public void Release() => _released.TrySetResult();

    internal Task PassAsync(CancellationToken cancellation)
    {
        _reached.TrySetResult();
        return _released.Task.WaitAsync(cancellation);
    }
}
