namespace SmartCampus.Locking;

/// <summary>Those who wait, and who of them is next.</summary>
internal sealed partial class LockKey
{
    private (long Token, MongoDB.Bson.BsonBinaryData? First) _seen;

    /// <summary>Puts a waiter into the line.</summary>
    /// <returns>False when this key is not in use any more.</returns>
    public bool TryAdd(LockWaiter waiter)
    {
        // One that has run out is lost here and now; not under the gate, which a callback may want.
        if (Lease is { IsHeld: false } over) over.Lose();
        lock (_gate)
        {
            if (_isGone) return false;
            waiter.Key = this;
            if (_manager.IsClosed)
            {
                waiter.End(new ObjectDisposedException(nameof(MongoLockManager)));
                return true;
            }
            var isBehind = First() is not null;
            waiter.WasContended = isBehind || _lease is not null;
            if (waiter.IsImpatient && (_lease is not null || (isBehind && !_isRunning))) waiter.Refuse(Holder);
            else waiter.Place = _waiters.AddLast(waiter);
            if (_lease is null && !isBehind) Start();
            return true;
        }
    }

    /// <summary>A waiter has gone.</summary>
    public void OnLeft(LockWaiter waiter)
    {
        lock (_gate)
        {
            if (_isGone) return;
            Remove(waiter);
            // Its place goes to the next one here, or away.
            if (First() is null) Start();
        }
    }

    /// <summary>Asks for the resource on behalf of the first waiter.</summary>
    private async Task AdvanceAsync(LockWaiter first)
    {
        LockRequest request;
        lock (_gate) request = Request() with { Next = first };
        try
        {
            var answer = await _manager.Store.SendAsync(request).ConfigureAwait(false);
            lock (_gate)
            {
                Dropped(request);
                Take(request, answer);
            }
        }
        catch (LockUnavailableException e)
        {
            lock (_gate) Fail(request, e);
        }
    }

    /// <summary>Makes the lease that was granted, or waits on.</summary>
    private void Take(LockRequest request, LockAnswer answer)
    {
        var waiter = request.Next!;
        if (!answer.Lease?.Id.Equals(waiter.Id) ?? true)
        {
            Wait(waiter, answer);
            return;
        }
        (_isPlaced, _delay) = (false, _shortestDelay);
        Remove(waiter);
        if (_manager.IsClosed) waiter.End(new ObjectDisposedException(nameof(MongoLockManager)));
        if (!waiter.TryClaim())
        {
            Drop(waiter.Id, waiter.Options.Lease);
            return;
        }
        _lease = new MongoLease(this, waiter.Id, waiter.Owner, answer.Lease!.Token, waiter.Options, answer.SentAt);
        Holder = waiter.Owner;
        foreach (var other in _waiters.ToList()) RefuseImpatient(other);
        _manager.OnGranted();
        _lease.Watch();
        waiter.Grant(_lease);
    }

    private void Wait(LockWaiter waiter, LockAnswer answer)
    {
        _isPlaced |= !waiter.IsImpatient;
        var seen = (answer.Lease?.Token ?? 0, answer.First);
        _delay = seen != _seen ? _shortestDelay : _delay * 2 < _manager.PollInterval ? _delay * 2 : _manager.PollInterval;
        _seen = seen;
        Holder = answer.Lease?.Owner;
        RefuseImpatient(waiter);
        foreach (var other in _waiters.ToList())
        {
            other.WasContended = true;
            if (_waiters.First!.Value != other) RefuseImpatient(other);
        }
        // Whoever is first now has not been asked for yet.
        if (First() is { } next && next != waiter) _isDue = true;
    }

    private void RefuseImpatient(LockWaiter waiter)
    {
        if (!waiter.IsImpatient) return;
        Remove(waiter);
        waiter.Refuse(Holder);
    }
}
