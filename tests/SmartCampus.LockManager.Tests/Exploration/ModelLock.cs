namespace SmartCampus.Locking.Tests.Exploration;

/// <summary>One lock as the promises describe it, in the simplest code: lists, and everything at once. Times are in milliseconds.</summary>
internal sealed class ModelLock
{
    public ModelLease? Holder { get; private set; }

    public List<ModelWaiter> Waiters { get; } = [];

    public ModelLease? Acquire(string owner, long lease, bool autoRenew, long now)
    {
        if (Holder is not null) return null;
        return Holder = new ModelLease(owner, lease, autoRenew, now);
    }

    public bool Extend(ModelLease lease, long length, long now)
    {
        if (Holder != lease) return false;
        (lease.Length, lease.End, lease.RenewAt) = (length, now + length, lease.AutoRenew ? now + (length / 3) : long.MaxValue);
        return true;
    }

    public bool Release(ModelLease lease, long now)
    {
        if (Holder != lease) return false;
        HandOver(now);
        return true;
    }

    public bool Break(long now)
    {
        if (Holder is null) return false;
        Lose(now);
        return true;
    }

    public void Cancel(ModelWaiter waiter)
    {
        if (waiter.End != WaitEnd.None) return;
        waiter.End = WaitEnd.Cancelled;
        Waiters.Remove(waiter);
    }

    /// <summary>Does what has become due: waits that ended before the lease first, then the lease, then the waits that are left.</summary>
    public void Run(long now)
    {
        if (Holder is { } held && held.End <= now)
        {
            TimeOut(held.End - 1);
            Lose(now);
        }
        TimeOut(now);
        if (Holder is { } renewed && renewed.RenewAt <= now)
            (renewed.End, renewed.RenewAt) = (now + renewed.Length, now + (renewed.Length / 3));
    }

    private void TimeOut(long now)
    {
        foreach (var late in Waiters.Where(waiter => waiter.Due <= now).ToList())
        {
            late.End = WaitEnd.TimedOut;
            Waiters.Remove(late);
        }
    }

    private void Lose(long now)
    {
        Holder!.IsLost = true;
        HandOver(now);
    }

    private void HandOver(long now)
    {
        Holder = null;
        if (Waiters is not [var first, ..]) return;
        Waiters.RemoveAt(0);
        Holder = first.Granted = new ModelLease(first.Owner, first.Lease, first.AutoRenew, now);
        first.End = WaitEnd.Granted;
    }
}
