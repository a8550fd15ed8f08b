namespace SmartCampus.Events.Testing;

/// <summary>Waits until nothing refers to objects any more.</summary>
internal static class Garbage
{
    /// <exception cref="OperationCanceledException">Something still refers to one of them when patience ends.</exception>
    public static async Task IsCollectedAsync(IReadOnlyList<WeakReference> objects, CancellationToken patience)
    {
        while (objects.Any(o => o.IsAlive))
        {
            patience.ThrowIfCancellationRequested();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield(); // What has just ended may still be on the stack of its thread.
        }
    }
}
