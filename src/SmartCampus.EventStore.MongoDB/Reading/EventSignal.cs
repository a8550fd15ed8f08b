namespace SmartCampus.Events;

/// <summary>Wakes those who wait for events: at once for those of this process, and for those of others when a look at the servers shows them.</summary>
internal sealed class EventSignal(CommitReader reader, ChangeHint hint) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private TaskCompletionSource _next = New();
    private Task _looking = Task.CompletedTask;
    private int _waiting;
    private long _last;

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

    /// <summary>Tells of a position up to which something can be read now.</summary>
    public void Tell(long position)
    {
        TaskCompletionSource woken;
        lock (_lock)
        {
            if (position <= _last) return;
            _last = position;
            (woken, _next) = (_next, New());
        }
        woken.SetResult();
    }

    private Task? Next(long after)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, typeof(MongoEventStore));
            if (_last > after) return null;
            if (_looking.IsCompleted) _looking = Task.Run(LookAsync, CancellationToken.None);
            return _next.Task;
        }
    }

    /// <summary>Looks for events of other processes while somebody waits, whenever the hint says so and every now and then without it.</summary>
    private async Task LookAsync()
    {
        while (true)
        {
            var isWanted = Volatile.Read(ref _waiting) > 0;
            if (isWanted) await LookOnceAsync().ConfigureAwait(false);
            // Who follows waits again a moment later, and the hint costs a request to set up: so it is kept for a while.
            else if (hint.IsIdle || _stop.IsCancellationRequested) hint.Close();
            lock (_lock)
            {
                if (_stop.IsCancellationRequested || (Volatile.Read(ref _waiting) == 0 && hint.IsIdle))
                {
                    _looking = Task.CompletedTask;
                    return;
                }
            }
            await hint.WaitAsync(isWanted, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task LookOnceAsync()
    {
        try
        {
            Tell(await reader.LastAsync(_stop.Token).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever it is, the looking must not end: nobody would be woken again.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Whoever waits goes on waiting; the next look may be luckier, and reading tells what is wrong.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task looking;
        TaskCompletionSource woken;
        lock (_lock) (looking, woken, _next) = (_looking, _next, New());
        woken.TrySetResult();
        await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        hint.Close();
        _stop.Dispose();
    }
}
