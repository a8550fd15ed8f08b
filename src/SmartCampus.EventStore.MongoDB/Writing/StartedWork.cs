using System.Collections.Concurrent;

namespace SmartCampus.Events;

/// <summary>Keeps what was begun until it has ended, whether or not somebody still waits for it.</summary>
internal sealed class StartedWork : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public Task<T> Run<T>(Func<Task<T>> work)
    {
        var task = work();
        if (task.IsCompleted) return task;
        _running.TryAdd(task, true);
        _ = task.ContinueWith(ended => _running.TryRemove(ended, out _) && ended.Exception is null, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var task in _running.Keys) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
