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
        lock (_gate) _pool.Keep(waiter);
    }

    /// <summary>Gives the lock to the first waiter, or forgets the entry.</summary>
    private LockWaiter? HandOver(LockEntry entry, Glance now)
    {
        if (entry.GrantedTo is { IsCollected: true } collected) _pool.Keep(collected);
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
        _pool.Keep(entry);
    }
}
