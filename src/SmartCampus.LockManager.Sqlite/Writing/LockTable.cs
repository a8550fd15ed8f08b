namespace SmartCampus.Locking;

/// <summary>Who holds and waits for what: decides, and writes it down. Used by the writer thread alone.</summary>
internal sealed partial class LockTable(SqliteLockManager manager, LockTables tables, LockTransaction transaction)
{
    private readonly LeaseClock _clock = manager.Context.Clock;
    private readonly Dictionary<string, LockKey> _keys = [];
    private readonly HashSet<LockKey> _awaited = [], _touched = [];

    public void Acquire(LockWaiter waiter)
    {
        if (!_keys.TryGetValue(waiter.Resource, out var key)) _keys.Add(waiter.Resource, key = new LockKey(waiter.Resource));
        waiter.Key = key;
        waiter.Place = key.Waiters.AddLast(waiter);
        if (key.Lease is { IsHeld: false } over)
        {
            // The notice of it is on its way.
            over.Lose();
            Expire(over);
        }
        else if (key.Lease is null && !key.IsAwaited) Advance(key);
        waiter.WasContended |= waiter.Place is not null;
        if (waiter.IsImpatient) Refuse(key, waiter);
    }

    /// <summary>Forgets a waiter who has gone.</summary>
    public void Forget(LockWaiter waiter)
    {
        if (!_keys.TryGetValue(waiter.Resource, out var key) || waiter.Key != key) return;
        key.Remove(waiter);
        if (key.Lease is null && (key.First() is null || key.Marked == waiter)) Advance(key);
    }

    public void Release(SqliteLease lease, LockOperation<bool> answer)
    {
        if (!_keys.TryGetValue(lease.Resource, out var key) || key.Lease != lease)
        {
            answer.Complete(false);
            return;
        }
        var now = _clock.Now;
        Touch(key);
        var row = transaction.Tables.Read(key.Resource, now);
        if (row is not { } held || held.Token != lease.Token || !lease.IsHeld)
        {
            // Broken by another process, or over.
            Drop(key, lease);
            lease.Lose();
            transaction.OnCommit(() => answer.Complete(false));
            Advance(key);
            return;
        }
        Leave(key);
        transaction.OnCommit(() => answer.Complete(lease.End()));
        PassOn(key, held, now);
    }

    /// <summary>The lease is lost, here already: its time was up, or it was broken.</summary>
    public void Expire(SqliteLease lease)
    {
        if (!_keys.TryGetValue(lease.Resource, out var key) || key.Lease != lease) return;
        Drop(key, lease);
        Advance(key);
    }

    /// <summary>Prolongs a lease, by its length when no other is given; one that the file does not know any more is lost.</summary>
    public void Extend(SqliteLease lease, TimeSpan? newLength, Action<bool> answer)
    {
        var now = _clock.Now;
        var before = lease.WrittenLength;
        var length = newLength ?? before;
        lease.WrittenLength = length;
        transaction.OnRollback(_ => lease.WrittenLength = before);
        var isKnown = lease.IsHeld && transaction.Tables.Extend(lease.Resource, lease.Token, _clock.After(now, length), now);
        transaction.OnCommit(() =>
        {
            var isProlonged = isKnown && lease.Prolong(now, length);
            if (!isProlonged) lease.Lose();
            answer(isProlonged);
        });
    }

    public void Break(string resource, LockOperation<bool> answer)
    {
        var now = _clock.Now;
        if (transaction.Tables.Read(resource, now) is not { Token: > 0 } row || row.Ends <= now)
        {
            transaction.OnCommit(() => answer.Complete(false));
            return;
        }
        transaction.NextToken();
        transaction.Tables.AddBreak();
        transaction.OnCommit(() => answer.Complete(true));
        if (!_keys.TryGetValue(resource, out var key)) key = new LockKey(resource);
        Touch(key);
        if (key.Lease is { } lease)
        {
            Leave(key);
            transaction.OnCommit(lease.Lose);
        }
        PassOn(key, row, now);
    }

    /// <summary>A transaction has failed: those who wait for the file to answer are told so.</summary>
    public void Fail(Exception error)
    {
        foreach (var key in _touched)
        {
            if (key.Lease is not null) continue;
            key.End(error);
            StopWaiting(key);
            Settle(key);
        }
        _touched.Clear();
    }

    public void Committed() => _touched.Clear();
}
