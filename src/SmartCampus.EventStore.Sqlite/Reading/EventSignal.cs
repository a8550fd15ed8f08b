namespace SmartCampus.Events;

/// <summary>Wakes those who wait for events: at once for events of this process, by looking now and then for those of others.</summary>
internal sealed class EventSignal : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly LogIndex _index;
    private readonly ReadPool _readers;
    private readonly TimeSpan _pollInterval;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _polling = Task.CompletedTask;
    private int _waiting;

    public EventSignal(LogIndex index, ReadPool readers, TimeSpan pollInterval, TimeProvider time)
    {
        (_index, _readers, _pollInterval, _time) = (index, readers, pollInterval, time);
        index.Extended += Wake;
    }

    public async ValueTask WaitAsync(long after, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            while (Next(after) is { } next) await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private Task? Next(long after)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, typeof(SqliteEventStore));
            // Looked at under the lock that Wake takes: whatever comes later completes the task given here.
            if (_index.Last > after) return null;
            if (_polling.IsCompleted) _polling = Task.Run(PollAsync, CancellationToken.None);
            return _next.Task;
        }
    }

    private void Wake() => Wake(null);

    private void Wake(CorruptEventException? damage)
    {
        if (Volatile.Read(ref _waiting) == 0) return;
        TaskCompletionSource woken;
        lock (_lock) (woken, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (damage is null) woken.SetResult();
        else woken.SetException(damage);
    }

    /// <summary>Looks for events of other processes until nobody waits any more.</summary>
    private async Task PollAsync()
    {
        while (true)
        {
            lock (_lock)
            {
                if (Volatile.Read(ref _waiting) == 0 || _stop.IsCancellationRequested)
                {
                    _polling = Task.CompletedTask;
                    return;
                }
            }
            try
            {
                _readers.Refresh(_index);
            }
            catch (CorruptEventException e)
            {
                // Waiting would not mend it.
                Wake(e);
            }
            catch (Exception e) when (e is EventStoreException or ObjectDisposedException)
            {
                // The file cannot be read now. Whoever waits goes on waiting, and the next look may be luckier.
            }
            await Task.Delay(_pollInterval, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task polling;
        lock (_lock) polling = _polling;
        await _stop.CancelAsync().ConfigureAwait(false);
        Wake();
        await polling.ConfigureAwait(false);
        _stop.Dispose();
    }
}
