namespace SmartCampus.Locking;

/// <summary>What ends leases and waits.</summary>
internal sealed partial class LockStripe
{
    public bool Release(LockEntry entry, long token)
    {
        LockWaiter? heir = null;
        long next, acquiredAt;
        bool isOverdue;
        lock (_gate)
        {
            if (entry.Token != token) return false;
            acquiredAt = entry.AcquiredAt;
            var now = _slowHand.Look(scope);
            isOverdue = scope.IsPast(entry.End, now.Ticks);
            if (!isOverdue) heir = HandOver(entry, now);
            next = _due.Next;
        }
        if (isOverdue)
        {
            Lose(entry, token);
            return false;
        }
        heir?.Complete();
        scope.Alarm.Arm(next);
        if (scope.Metrics.TakesHolds) scope.Metrics.Released(scope.Since(acquiredAt));
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
            LockEntry entry;
            LockWaiter? late;
            long token;
            bool isOverdue;
            lock (_gate)
            {
                var now = scope.Now;
                if (_due.Next > now) return _due.Next;
                entry = (LockEntry)_due.First;
                (token, isOverdue) = (entry.Token, entry.IsOverdue(now));
                // Whoever still waits when a lease runs out gets the lock, though both are seen late.
                late = entry.Waiters.TakeLate(isOverdue ? entry.End.At - 1 : now, out var next);
                for (var waiter = late; waiter is not null; waiter = waiter.Next) waiter.GiveUp(WaitOutcome.TimedOut);
                if (token != 0 && !isOverdue)
                {
                    if (entry.LeaseDue <= now) Prolong(entry, entry.Length, _slowHand.Look(scope));
                    next = Math.Min(next, entry.LeaseDue);
                }
                if (!isOverdue) entry.Due = next;
                _due.Move(entry);
            }
            while (late is not null)
            {
                var next = late.Next;
                late.Complete();
                late = next;
            }
            if (isOverdue) Lose(entry, token);
        }
    }

    public void Cancel(LockWaiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Outcome != WaitOutcome.Waiting) return;
            waiter.GiveUp(WaitOutcome.Cancelled);
            waiter.Entry.Waiters.Remove(waiter);
        }
        waiter.Complete();
    }

    /// <summary>Ends a wait that was granted, in the caller.</summary>
    public void Collect(LockEntry entry, in LockLease lease, LeaseEnd end, long startedAt)
    {
        CheckInTime(entry, lease, end);
        if (scope.Metrics.TakesAcquisitions) scope.Metrics.Acquired(scope.Since(startedAt));
    }

    public void CountTimeout() => scope.Metrics.TimedOut();

    public void Recycle(LockWaiter waiter)
    {
        lock (_gate) Keep(waiter);
    }

    /// <summary>Refuses a lease that ran out while its caller was on the way to get it.</summary>
    private void CheckInTime(LockEntry entry, in LockLease lease, LeaseEnd end)
    {
        if (!scope.IsPast(end, Environment.TickCount64) || IsHeld(entry, lease.FencingToken)) return;
        Lose(entry, lease.FencingToken);
        throw new LockUnavailableException($"{lease.Owner} got '{lease.ResourceId}', and the lease ran out before that could be told. Use a longer lease.");
    }

    private bool IsHeld(LockEntry entry, long token)
    {
        lock (_gate) return entry.Token == token && !entry.IsOverdue(scope.Now);
    }

    /// <summary>Ends a lease against its holder's will. Its token fires before the next lease begins.</summary>
    private bool Lose(LockEntry entry, long token, bool onlyOverdue = false)
    {
        CancellationTokenSource? lost;
        LockWaiter? heir = null;
        long acquiredAt, next;
        lock (_gate)
        {
            if (token == 0 || entry.Token != token || (onlyOverdue && !entry.IsOverdue(scope.Now))) return false;
            acquiredAt = entry.AcquiredAt;
            (lost, entry.Lost, entry.Token) = (entry.Lost, null, 0);
            if (lost is null) heir = HandOver(entry, _slowHand.Look(scope));
            next = _due.Next;
        }
        if (lost is not null)
        {
            scope.Losses.Signal(lost);
            lock (_gate)
            {
                heir = HandOver(entry, _slowHand.Look(scope));
                next = _due.Next;
            }
        }
        heir?.Complete();
        scope.Alarm.Arm(next);
        scope.Metrics.Lost(scope.Since(acquiredAt));
        return true;
    }

    /// <summary>Gives the lock to the first waiter, or forgets the entry.</summary>
    private LockWaiter? HandOver(LockEntry entry, Glance now)
    {
        if (entry.GrantedTo is { IsCollected: true } collected) Keep(collected);
        (entry.GrantedTo, entry.Lost) = (entry.Waiters.Take(), null);
        if (entry.GrantedTo is not { } heir)
        {
            Forget(entry);
            return null;
        }
        Grant(entry, heir.Owner, heir.Options, now);
        heir.Grant(entry.Token, entry.End);
        WakeNoLaterThan(entry, entry.LeaseDue);
        return heir;
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
