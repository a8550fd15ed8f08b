namespace SmartCampus.Locking;

/// <summary>Who is next.</summary>
internal sealed partial class LockTable
{
    /// <summary>
    /// How long a resource is handed over inside this manager while another one waits for it: some hundred short uses, so that the
    /// millisecond that the other needs to see its turn does not count, and a single long one.
    /// </summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a resource is kept for a manager whose turn it is; one that has died costs this, once.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a mark counts; a manager that lives writes it anew before.</summary>
    private static readonly TimeSpan MarkLength = TimeSpan.FromSeconds(30);

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
            if (Claim(key) is { } waiter) Grant(key, waiter, now);
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
        if (row.NextManager != 0 && (key.First() is null || IsTurnOver(row, now)))
        {
            transaction.Tables.Keep(key.Resource, row.NextManager, _clock.After(now, Grace));
            key.Holder = null;
            Await(key, _clock.After(now, Grace), now);
        }
        else if (Claim(key) is { } next)
        {
            Grant(key, next, row.TurnBegan);
        }
        else
        {
            transaction.Tables.Free(key.Resource);
            Unmark(key);
        }
    }

    private bool IsTurnOver(LeaseRow row, long now) => _clock.After(Math.Max(row.TurnBegan, row.NextSince), Turn) <= now;

    private static LockWaiter? Claim(LockKey key)
    {
        while (key.First() is { } waiter)
        {
            key.Remove(waiter);
            if (waiter.TryClaim()) return waiter;
        }
        return null;
    }

    private void Grant(LockKey key, LockWaiter waiter, long turnBegan)
    {
        var now = _clock.Now;
        var lease = new SqliteLease(manager, key.Resource, waiter.Owner, transaction.NextToken(), waiter.Options, now);
        transaction.OnRollback(waiter.End);
        transaction.Tables.Hold(key.Resource, lease.Token, lease.Owner, _clock.After(now, waiter.Options.Lease), turnBegan);
        Unmark(key, settle: false);
        _grantsUntilSweep--;
        key.Lease = lease;
        key.Holder = lease.Owner;
        transaction.OnRollback(_ => key.Lease = null);
        transaction.OnCommit(() =>
        {
            lease.Watch();
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
        key.Marked = first;
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
        (key.IsAwaited, key.Marked) = (false, null);
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
