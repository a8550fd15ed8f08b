namespace SmartCampus.Locking;

/// <summary>Who holds and waits for what: decides, and writes it down. Used by the writer thread alone.</summary>
internal sealed partial class LockTable(SqliteLockManager manager, LockTables tables, LockTransaction transaction)
{
    /// <summary>How often a resource is handed over inside this manager while another one waits for it.</summary>
    private const int MaxTurns = 16;

    /// <summary>How long a resource is kept for a manager whose turn it is; one that has died costs this, once.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a mark counts; a manager that lives writes it anew before.</summary>
    private static readonly TimeSpan MarkLength = TimeSpan.FromSeconds(30);

    private readonly MonotonicClock _clock = manager.Clock;
    private readonly Dictionary<string, LockKey> _keys = [];
    private readonly HashSet<LockKey> _awaited = [], _touched = [];

    public void Acquire(LockWaiter waiter)
    {
        if (!_keys.TryGetValue(waiter.Resource, out var key)) _keys.Add(waiter.Resource, key = new LockKey(waiter.Resource));
        waiter.Key = key;
        waiter.Place = key.Waiters.AddLast(waiter);
        if (key.Lease is null && !key.IsAwaited) Advance(key);
        else if (waiter.IsImpatient) Refuse(key, waiter);
        waiter.WasContended = waiter.IsWaiting;
    }

    /// <summary>Forgets a waiter who has gone.</summary>
    public void Forget(LockWaiter waiter)
    {
        if (waiter.Place is null || !_keys.TryGetValue(waiter.Resource, out var key)) return;
        key.Remove(waiter);
        if (key.First() is null && key.Lease is null) Advance(key);
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

    /// <summary>Prolongs a lease; one that the file does not know any more is lost.</summary>
    public void Extend(SqliteLease lease, TimeSpan length, Action<bool> answer)
    {
        var now = _clock.Now;
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
            foreach (var waiter in key.Waiters) waiter.End(error);
            key.Waiters.Clear();
            StopWaiting(key);
            Settle(key);
        }
        _touched.Clear();
    }

    public void Committed() => _touched.Clear();

    /// <summary>Gives a resource that is not held here to its first waiter, if it is free, and otherwise waits for it.</summary>
    private void Advance(LockKey key)
    {
        Touch(key);
        var now = _clock.Now;
        var row = transaction.Tables.Read(key.Resource, now);
        var isOurs = row is { } own && own.Manager == manager.Id;
        if (row is null || isOurs || row.Value.Ends <= now)
        {
            // One of ours that no lease stands behind: the remains of one that was lost, or a turn that was given to us.
            if (Claim(key) is { } waiter) Grant(key, waiter, 0);
            else if (row is { } rest) PassOn(key, rest, now);
            else Unmark(key);
            return;
        }
        key.Holder = row.Value.Owner;
        Await(key, row.Value.Ends, now);
    }

    /// <summary>Gives a resource that is ours to the next waiter, here or in another process.</summary>
    private void PassOn(LockKey key, LeaseRow row, long now)
    {
        if (row.NextManager != 0 && (row.Turns >= MaxTurns || key.First() is null))
        {
            transaction.Tables.Keep(key.Resource, row.NextManager, _clock.After(now, Grace));
            key.Holder = null;
            Await(key, _clock.After(now, Grace), now);
        }
        else if (Claim(key) is { } next)
        {
            Grant(key, next, row.NextManager == 0 ? 0 : row.Turns + 1);
        }
        else
        {
            transaction.Tables.Free(key.Resource);
            Unmark(key);
        }
    }

    private static LockWaiter? Claim(LockKey key)
    {
        while (key.First() is { } waiter)
        {
            key.Remove(waiter);
            if (waiter.TryClaim()) return waiter;
        }
        return null;
    }

    private void Grant(LockKey key, LockWaiter waiter, int turns)
    {
        var now = _clock.Now;
        var lease = new SqliteLease(manager, key.Resource, waiter.Owner, transaction.NextToken(), waiter.Options, now);
        transaction.OnRollback(waiter.End);
        transaction.Tables.Hold(key.Resource, lease.Token, lease.Owner, _clock.After(now, waiter.Options.Lease), turns);
        Unmark(key, settle: false);
        key.Lease = lease;
        key.Holder = lease.Owner;
        transaction.OnRollback(_ => key.Lease = null);
        transaction.OnCommit(() =>
        {
            lease.Watch(manager.Watch);
            waiter.Grant(lease);
        });
    }

    /// <summary>Waits for another manager's lease, and says so in the file.</summary>
    private void Await(LockKey key, long until, long now)
    {
        // It is the only one: behind others it was refused already.
        if (key.First() is { IsImpatient: true } hasty) Refuse(key, hasty);
        if (key.First() is not { } first)
        {
            Unmark(key);
            return;
        }
        transaction.Tables.Mark(key.Resource, first.Owner, now, _clock.After(now, MarkLength));
        var wasAwaited = key.IsAwaited;
        (key.IsAwaited, key.AwaitedUntil, key.MarkedUntil) = (true, until, _clock.After(now, MarkLength / 2));
        _awaited.Add(key);
        if (!wasAwaited) transaction.OnRollback(_ => StopWaiting(key));
    }

    private void Unmark(LockKey key, bool settle = true)
    {
        if (key.IsAwaited)
        {
            transaction.Tables.Unmark(key.Resource);
            StopWaiting(key);
        }
        if (settle) Settle(key);
    }

    private void StopWaiting(LockKey key)
    {
        key.IsAwaited = false;
        _awaited.Remove(key);
    }

    private static void Refuse(LockKey key, LockWaiter waiter)
    {
        key.Remove(waiter);
        waiter.Refuse(key.Holder);
    }

    /// <summary>The lease is over whatever becomes of the transaction.</summary>
    private static void Drop(LockKey key, SqliteLease lease)
    {
        if (key.Lease == lease) key.Lease = null;
        key.Holder = null;
    }

    /// <summary>The lease is over if the transaction succeeds.</summary>
    private void Leave(LockKey key)
    {
        var lease = key.Lease;
        (key.Lease, key.Holder) = (null, null);
        transaction.OnRollback(_ =>
        {
            key.Lease = lease;
            key.Holder = lease!.Owner;
            _keys[key.Resource] = key;
        });
    }

    private void Touch(LockKey key) => _touched.Add(key);

    private void Settle(LockKey key)
    {
        if (key.Lease is null && key.Waiters.Count == 0 && !key.IsAwaited && _keys.TryGetValue(key.Resource, out var known) && known == key) _keys.Remove(key.Resource);
    }
}
