namespace SmartCampus.Locking;

/// <summary>Tells a holder that its lease is lost.</summary>
internal static class LostSignal
{
    /// <summary>Cancels on a thread of its own: the thread pool may be starved, and what the holder does then may block.</summary>
    /// <remarks>Returns when the token says so; whoever waits for it may still be on the way.</remarks>
    public static void Fire(CancellationTokenSource lost)
    {
        new Thread(static state => Cancel((CancellationTokenSource)state!)) { IsBackground = true, Name = "Lost lease" }.UnsafeStart(lost);
        SpinWait.SpinUntil(() => lost.IsCancellationRequested);
    }

    private static void Cancel(CancellationTokenSource lost)
    {
        try
        {
            lost.Cancel();
        }
        catch (AggregateException)
        {
            // A holder's callback that fails is no reason to end the process.
        }
    }
}
