using MongoDB.Bson;

namespace SmartCampus.Locking;

/// <summary>What is done in turn, and what is left to be done when the server did not answer.</summary>
internal sealed partial class LockKey
{
    /// <summary>Leases that nobody here holds and the server may, each until it has run out by itself.</summary>
    private readonly Dictionary<BsonBinaryData, long> _dropped = [];

    /// <summary>Does something that somebody waits for, after what is being done now.</summary>
    /// <returns>Whether it was so; null when this key is not in use any more.</returns>
    private Task<bool>? RunAsync(Func<Action<bool>, Task> step)
    {
        var result = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        async Task StepAsync()
        {
            try
            {
                await step(answer => result.TrySetResult(answer)).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever went wrong, who waits is told, and the rest goes on.
            catch (Exception e)
#pragma warning restore CA1031
            {
                result.TrySetException(e);
            }
        }
        lock (_gate)
        {
            if (_isGone) return null;
            _steps.Enqueue(StepAsync);
            Start(isDue: false);
        }
        return result.Task;
    }

    /// <summary>Gives back what is left, and the place in line when nobody here waits any more.</summary>
    private async Task TidyAsync()
    {
        LockRequest request;
        lock (_gate) request = Request();
        try
        {
            await _manager.Store.SendAsync(request).ConfigureAwait(false);
            lock (_gate)
            {
                Dropped(request);
                _isPlaced &= request.KeepsPlace;
            }
        }
        catch (LockUnavailableException)
        {
            lock (_gate) Forget();
        }
    }

    private void Drop(BsonBinaryData id, TimeSpan length)
    {
        _dropped[id] = Context.Clock.After(Context.Clock.Now, length);
        _isDue = true;
    }

    private void Dropped(LockRequest request)
    {
        foreach (var id in request.Drop)
        {
            if (!_dropped.Remove(id) || _lease is not { } lease || !lease.Id.Equals(id)) continue;
            // A release that was not answered has come true after all.
            (_lease, Holder, _isDue, lease.IsForgotten) = (null, null, true, true);
            _steps.Enqueue(() => Task.FromResult(lease.End()));
        }
    }

    /// <summary>Tells all who wait that the server does not answer, and leaves what it may have granted to a later look.</summary>
    private void Fail(LockRequest request, LockUnavailableException error)
    {
        var waiter = request.Next!;
        _dropped[waiter.Id] = Context.Clock.After(Context.Clock.Now, waiter.Options.Lease);
        End(error);
        Forget();
    }

    private void End(Exception error)
    {
        while (First() is { } next)
        {
            Remove(next);
            next.End(error);
        }
    }

    /// <summary>Forgets what has run out by itself; the place in line does so as well.</summary>
    private void Forget()
    {
        _isPlaced = false;
        _delay = _manager.PollInterval;
        var now = Context.Clock.Now;
        foreach (var (id, until) in _dropped.ToList())
        {
            if (until <= now || _manager.IsClosed) _dropped.Remove(id);
        }
    }
}
