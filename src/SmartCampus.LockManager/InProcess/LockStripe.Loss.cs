namespace SmartCampus.Locking;

/// <summary>How leases are lost, and how that is told.</summary>
internal sealed partial class LockStripe
{
    public CancellationToken LostToken(LockEntry entry, long token)
    {
        lock (_gate)
        {
            if (entry.Token == token && !entry.IsOverdue(scope.Now)) return (entry.Lost ??= new CancellationTokenSource()).Token;
        }
        Lose(entry, token, onlyOverdue: true);
        return new CancellationToken(canceled: true);
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
}
