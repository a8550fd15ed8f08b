namespace SmartCampus.Events;

/// <summary>Sends the claims of each group one after the other: one whose caller has given up is answered before the next one is made, and takes nothing behind its back.</summary>
internal sealed class ClaimOrder
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);

    public Task<T> Run<T>(string group, Func<Task<T>> claim, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var running = RunAfterAsync(_last.GetValueOrDefault(group, Task.CompletedTask), claim, cancellationToken);
            _last[group] = running;
            _ = running.ContinueWith(ended => Remove(group, ended), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return running;
        }
    }

    private static async Task<T> RunAfterAsync<T>(Task previous, Func<Task<T>> claim, CancellationToken cancellationToken)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return await claim().ConfigureAwait(false);
    }

    private void Remove(string group, Task ended)
    {
        lock (_lock)
        {
            if (_last.GetValueOrDefault(group) == ended) _last.Remove(group);
        }
    }
}
