namespace SmartCampus.Locking;

/// <summary>A lease that a <see cref="LeaseWatch"/> calls when it is due; for authors of lock managers. Safe for use by several threads.</summary>
public sealed class WatchedLease
{
    private readonly LeaseWatch _watch;
    private readonly Func<long> _onDue;

    internal WatchedLease(LeaseWatch watch, Func<long> onDue)
    {
        (_watch, _onDue) = (watch, onDue);
        Entry = new Timing(this);
    }

    internal Timing Entry { get; }

    internal bool IsWaiting { get; set; }

    internal bool IsOver { get; set; }

    /// <summary>Calls at another time.</summary>
    /// <param name="due">When to call, by the clock's timestamps.</param>
    public void Move(long due) => _watch.Move(this, due);

    /// <summary>Does not call any more.</summary>
    public void End() => _watch.End(this);

    internal long Call() => _onDue();

    internal sealed class Timing(WatchedLease lease) : Timed
    {
        public WatchedLease Lease { get; } = lease;
    }
}
