namespace SmartCampus.Events;

/// <summary>Runs what may take minutes on a thread of its own, since it would be missed in the thread pool.</summary>
internal static class LongWork
{
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
