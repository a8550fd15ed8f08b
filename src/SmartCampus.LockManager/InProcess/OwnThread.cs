namespace SmartCampus.Locking;

/// <summary>Runs what must not wait for the thread pool on a thread of its own; when there is none to be had, on the pool after all.</summary>
internal static class OwnThread
{
    public static void Start(string name, Action run)
    {
        try
        {
            new Thread(run.Invoke) { IsBackground = true, Name = name }.UnsafeStart();
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static run => run(), run, preferLocal: false);
        }
    }
}
