namespace SmartCampus.Locking;

/// <summary>The locks of the resources that share one hash: what a caller does. <c>LockStripe.Ends</c> has what ends leases and waits, <c>LockStripe.Loss</c> how leases are lost.</summary>
/// <remarks>Under the stripe's lock nothing is called that others have written: no continuations, callbacks, listeners or timers.</remarks>
internal sealed partial class LockStripe(LockScope scope)
{
    private const long SafeMargin = 100;
    private readonly Lock _gate = new();
    private readonly LockTable _table = new();
    private readonly TimedHeap _due = new();
    private readonly LockPool _pool = new();
    private SlowHand _slowHand;

    /// <summary>Grants the lock, queues up for it, or says who holds it.</summary>
    /// <param name="resourceId">What to lock.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="owner">Who asks.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="lease">The lease when it was granted.</param>
    /// <param name="holder">Who holds it when not; null when it was granted.</param>
    /// <returns>The waiter; null when the lock was granted, or is not to be waited for.</returns>
    public LockWaiter? Acquire(
        string resourceId, int hash, string owner, LockOptions options, CancellationToken cancellation, out LockLease lease, out string? holder)
    {
        while (true)
        {
            LockWaiter? waiter = null;
            LockEntry? entry, overdue = null;
            long token = 0, next;
            LeaseEnd end = default;
            lease = default;
            lock (_gate)
            {
                var now = _slowHand.Look(scope);
                entry = _table.Find(resourceId, hash);
                holder = entry?.Owner;
                if (entry is null)
                {
                    entry = AddEntry(resourceId, hash);
                    lease = Grant(entry, owner, options, now);
                    (end, entry.Due) = (entry.End, entry.LeaseDue);
                    _due.Add(entry);
                }
                else if (entry.Token != 0 && scope.IsPast(entry.End, now.Ticks))
                {
                    (overdue, token) = (entry, entry.Token);
                }
                else if (options.WaitTimeout != TimeSpan.Zero)
                {
                    waiter = AddWaiter(entry, owner, options, now, cancellation);
                }
                next = _due.Next;
            }
            if (overdue is not null)
            {
                Lose(overdue, token);
                continue;
            }
            // Only planning a call can take long between the clock that the lease began by and here; to look at it again each time costs more than it finds.
            if (scope.Alarm.Arm(next) && holder is null) CheckInTime(entry, lease, end);
            return waiter;
        }
    }

    public bool Extend(LockEntry entry, long token, TimeSpan? duration)
    {
        long next;
        lock (_gate)
        {
            if (entry.Token != token || entry.IsOverdue(scope.Now)) return false;
            Prolong(entry, duration ?? entry.Options.Lease, _slowHand.Look(scope));
            WakeNoLaterThan(entry, entry.LeaseDue);
            next = _due.Next;
        }
        scope.Alarm.Arm(next);
        return true;
    }

    public DateTimeOffset ExpiresAt(LockEntry entry, long token)
    {
        lock (_gate) return entry.Token == token ? ExpiresAt(entry) : DateTimeOffset.MinValue;
    }

    public void AddStatus(List<LockStatus> statuses, string? resourceId)
    {
        lock (_gate)
        {
            var now = scope.Now;
            foreach (var entry in _table.All())
                if (entry.Token != 0 && !entry.IsOverdue(now) && (resourceId is null || entry.ResourceId == resourceId))
                    statuses.Add(new LockStatus(entry.ResourceId, entry.Owner, entry.Token, ExpiresAt(entry), entry.Waiters.Owners()));
        }
    }

    private DateTimeOffset ExpiresAt(LockEntry entry) => scope.Time.GetUtcNow() + scope.Time.GetElapsedTime(scope.Now, entry.End.At);

    private LockLease Grant(LockEntry entry, string owner, LockOptions options, Glance now)
    {
        (entry.Token, entry.Owner, entry.Options) = (scope.NextToken(), owner, options);
        entry.AcquiredAt = Prolong(entry, options.Lease, now);
        return new LockLease(entry, entry.ResourceId, owner, entry.Token);
    }

    /// <summary>Begins the lease, or begins it anew.</summary>
    /// <returns>When it begins.</returns>
    private long Prolong(LockEntry entry, TimeSpan length, Glance now)
    {
        var isRough = scope.IsRough(length);
        var start = isRough ? now.Past : scope.Now;
        var safeUntil = isRough ? now.Ticks + (long)length.TotalMilliseconds - SafeMargin : long.MinValue;
        (entry.Length, entry.End) = (length, new LeaseEnd(scope.After(start, length), safeUntil));
        entry.LeaseDue = entry.Options.AutoRenew ? scope.After(start, length / 3) : entry.End.At;
        return start;
    }

    private void WakeNoLaterThan(LockEntry entry, long due)
    {
        if (due >= entry.Due) return;
        entry.Due = due;
        _due.Move(entry);
    }

    private LockEntry AddEntry(string resourceId, int hash)
    {
        var entry = _pool.TakeEntry() ?? new LockEntry(this);
        (entry.ResourceId, entry.Hash) = (resourceId, hash);
        _table.Add(entry);
        return entry;
    }

    private LockWaiter AddWaiter(LockEntry entry, string owner, LockOptions options, Glance now, CancellationToken cancellation)
    {
        var waiter = _pool.TakeWaiter() ?? new LockWaiter(this);
        var isRough = scope.IsRough(options.WaitTimeout);
        var start = isRough ? now.Past : scope.Now;
        var due = scope.After(start, isRough ? options.WaitTimeout + LockScope.Roughness : options.WaitTimeout);
        waiter.Begin(entry, owner, options, start, due, cancellation);
        entry.Waiters.Add(waiter);
        WakeNoLaterThan(entry, due);
        return waiter;
    }
}
