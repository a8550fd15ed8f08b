namespace SmartCampus.Locking;

/// <summary>Runs what must not wait for the thread pool on a thread of its own; when there is none to be had, on the pool after all.</summary>
internal static class OwnThread
{
    /// <returns>Whether there was a thread to be had.</returns>
    public static bool Start(string name, Action run)
    {
        try
        {
            new Thread(run.Invoke) { IsBackground = true, Name = name }.UnsafeStart();
            return true;
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static run => run(), run, preferLocal: false);
            return false;
        }
    }
}
