namespace SmartCampus.Locking;

/// <summary>What ends leases and waits.</summary>
internal sealed partial class LockStripe
{
    public bool Release(LockEntry entry, long token)
    {
        LockWaiter? heir;
        long next, held;
        bool isOverdue;
        lock (_gate)
        {
            if (entry.Token != token) return false;
            var now = scope.Now;
            isOverdue = entry.IsOverdue(now);
            held = now - entry.AcquiredAt;
            heir = isOverdue ? null : HandOver(entry, now);
            next = _due.Next;
        }
        if (isOverdue)
        {
            Lose(entry, token);
            return false;
        }
        heir?.Complete();
        scope.Alarm.Arm(next);
        scope.Released(held);
        return true;
    }

    /// <summary>Ends whatever lease the resource has.</summary>
    public bool Break(string resourceId, int hash)
    {
        LockEntry? entry;
        long token;
        bool isOverdue;
        lock (_gate)
        {
            entry = _table.Find(resourceId, hash);
            if (entry is null) return false;
            token = entry.Token;
            isOverdue = entry.IsOverdue(scope.Now);
        }
        return Lose(entry, token) && !isOverdue;
    }

    /// <summary>Ends leases and waits that are due, and renews leases.</summary>
    /// <returns>When the next is due.</returns>
    public long RunDue()
    {
        while (true)
        {
            LockEntry? overdue = null;
            LockWaiter? late = null;
            long token = 0;
            lock (_gate)
            {
                var now = scope.Now;
                if (_due.Next > now) return _due.Next;
                if (_due.First is LockWaiter waiter)
                {
                    late = waiter;
                    Leave(waiter, WaitOutcome.TimedOut);
                }
                else
                {
                    var entry = (LockEntry)_due.First;
                    if (entry.IsOverdue(now)) (overdue, token) = (entry, entry.Token);
                    else Renew(entry, now);
                }
            }
            late?.Complete();
            if (overdue is not null) Lose(overdue, token);
        }
    }

    public void Cancel(LockWaiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Outcome != WaitOutcome.Waiting) return;
            Leave(waiter, WaitOutcome.Cancelled);
        }
        waiter.Complete();
    }

    /// <summary>Ends a wait that was granted, in the caller.</summary>
    public void Collect(LockEntry entry, in LockLease lease, long deadline, long startedAt)
    {
        var now = scope.Now;
        CheckInTime(entry, lease, deadline, now);
        scope.Acquired(now - startedAt);
    }

    public void CountTimeout() => scope.Metrics.TimedOut();

    public void Recycle(LockWaiter waiter)
    {
        lock (_gate) Keep(waiter);
    }

    /// <summary>Refuses a lease that ran out while its caller was on the way to get it.</summary>
    private void CheckInTime(LockEntry entry, in LockLease lease, long deadline, long now)
    {
        if (deadline > now || IsHeld(entry, lease.FencingToken, now)) return;
        Lose(entry, lease.FencingToken);
        throw new LockUnavailableException($"{lease.Owner} got '{lease.ResourceId}', and the lease ran out before that could be told. Use a longer lease.");
    }

    private bool IsHeld(LockEntry entry, long token, long now)
    {
        lock (_gate) return entry.Token == token && !entry.IsOverdue(now);
    }

    /// <summary>Ends a lease against its holder's will. Its token fires before the next lease begins.</summary>
    private bool Lose(LockEntry entry, long token, bool onlyOverdue = false)
    {
        CancellationTokenSource? lost;
        LockWaiter? heir = null;
        long held, next;
        lock (_gate)
        {
            var now = scope.Now;
            if (token == 0 || entry.Token != token || (onlyOverdue && !entry.IsOverdue(now))) return false;
            held = now - entry.AcquiredAt;
            (lost, entry.Lost, entry.Token) = (entry.Lost, null, 0);
            // Until it is handed over nothing is due.
            entry.Due = long.MaxValue;
            _due.Move(entry);
            if (lost is null) heir = HandOver(entry, now);
            next = _due.Next;
        }
        if (lost is not null)
        {
            scope.Losses.Signal(lost);
            lock (_gate)
            {
                heir = HandOver(entry, scope.Now);
                next = _due.Next;
            }
        }
        heir?.Complete();
        scope.Alarm.Arm(next);
        scope.Lost(held);
        return true;
    }

    /// <summary>Gives the lock to the first waiter, or forgets the entry.</summary>
    private LockWaiter? HandOver(LockEntry entry, long now)
    {
        if (entry.GrantedTo is { IsCollected: true } collected) Keep(collected);
        (entry.GrantedTo, entry.Lost) = (entry.Waiters.Take(), null);
        if (entry.GrantedTo is not { } heir)
        {
            Forget(entry);
            return null;
        }
        _due.Remove(heir);
        heir.Grant(Grant(entry, heir.Owner, heir.Options, now), entry.Deadline);
        _due.Move(entry);
        return heir;
    }

    private void Renew(LockEntry entry, long now)
    {
        Prolong(entry, now, Math.Max(entry.Deadline, scope.After(now, entry.Options.Lease)));
        _due.Move(entry);
    }

    private void Leave(LockWaiter waiter, WaitOutcome why)
    {
        waiter.GiveUp(why);
        waiter.Entry.Waiters.Remove(waiter);
        _due.Remove(waiter);
    }

    private void Forget(LockEntry entry)
    {
        _due.Remove(entry);
        _table.Remove(entry);
        (entry.Token, entry.ResourceId, entry.Owner) = (0, "", "");
        if (_freeEntryCount == KeptEntries) return;
        (entry.Next, _freeEntries, _freeEntryCount) = (_freeEntries, entry, _freeEntryCount + 1);
    }

    private void Keep(LockWaiter waiter)
    {
        if (_freeWaiterCount == KeptWaiters) return;
        (waiter.Next, _freeWaiters, _freeWaiterCount) = (_freeWaiters, waiter, _freeWaiterCount + 1);
    }
}
