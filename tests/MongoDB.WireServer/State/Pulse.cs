namespace SmartCampus.MongoWire;

/// <summary>Lets those who wait for a condition look again after each change, and never by the clock.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends at the next beat. Take it before looking, so that no change falls between the two.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>Waits until a look succeeds; false when the time is over first.</summary>
    public async Task<bool> Until(Func<bool> look, TimeSpan patience, TimeProvider clock, CancellationToken cancellation)
    {
        var next = Next;
        if (look())
        {
            return true;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var end = Task.Delay(patience, clock, over.Token);
        while (await Task.WhenAny(next, end) != end)
        {
            next = Next;
            if (look())
            {
                // Else a timer would stay behind for each write that waited.
                await over.CancelAsync();
                return true;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        return false;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
