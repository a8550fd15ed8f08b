namespace SmartCampus.Locking;

/// <summary>Ends leases in time and tells those who lose them, though the thread pool is starved; for authors of lock managers.</summary>
/// <remarks>
/// With the system's clock it calls on a thread of its own, which ends when there is nothing to wait for; with another clock, on that clock's timers.
/// Safe for use by several threads.
/// </remarks>
public sealed class LeaseWatch
{
    private readonly Lock _gate = new();
    private readonly TimedHeap _due = new();
    private readonly LossNotifier _losses = new();
    private readonly Alarm _alarm;
    private readonly TimeProvider _time;

    /// <summary>Makes a watch that has nothing to do.</summary>
    /// <param name="time">The clock by whose timestamps leases end.</param>
    public LeaseWatch(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _alarm = Alarm.For(time, RunDue);
    }

    /// <summary>Watches a lease from now on.</summary>
    /// <param name="onDue">Called when it is due, outside of all locks; gives when to call again, the end of time for never. Must not throw or block.</param>
    /// <param name="due">When to call first, by the clock's timestamps.</param>
    public WatchedLease Watch(Func<long> onDue, long due)
    {
        ArgumentNullException.ThrowIfNull(onDue);
        var lease = new WatchedLease(this, onDue);
        Move(lease, due);
        return lease;
    }

    /// <summary>Fires a token. It has fired when this returns; its callbacks may still run, on another thread. Not to be called under a lock that a callback may want.</summary>
    /// <param name="lost">The source of the token; not disposed.</param>
    public void Signal(CancellationTokenSource lost)
    {
        ArgumentNullException.ThrowIfNull(lost);
        _losses.Signal(lost);
    }

    internal void Move(WatchedLease lease, long due)
    {
        lock (_gate)
        {
            if (lease.IsOver) return;
            if (lease.IsWaiting) _due.Remove(lease.Entry);
            lease.IsWaiting = due != long.MaxValue;
            if (!lease.IsWaiting) return;
            lease.Entry.Due = due;
            _due.Add(lease.Entry);
        }
        _alarm.Arm(due);
    }

    internal void End(WatchedLease lease)
    {
        lock (_gate)
        {
            lease.IsOver = true;
            if (lease.IsWaiting) _due.Remove(lease.Entry);
            lease.IsWaiting = false;
        }
    }

    private long RunDue()
    {
        while (true)
        {
            WatchedLease lease;
            lock (_gate)
            {
                if (_due.Next > _time.GetTimestamp()) return _due.Next;
                lease = ((WatchedLease.Timing)_due.First).Lease;
                _due.Remove(lease.Entry);
                lease.IsWaiting = false;
            }
            var next = lease.Call();
            lock (_gate)
            {
                // It may have been moved meanwhile.
                if (lease.IsWaiting || lease.IsOver || next == long.MaxValue) continue;
                lease.IsWaiting = true;
                lease.Entry.Due = next;
                _due.Add(lease.Entry);
            }
        }
    }
}
