namespace SmartCampus.Locking;

/// <summary>Waiters, first come first served; any can leave at once.</summary>
internal sealed class WaiterQueue
{
    private LockWaiter? _first;
    private LockWaiter? _last;

    public void Add(LockWaiter waiter)
    {
        waiter.Previous = _last;
        if (_last is null) _first = waiter;
        else _last.Next = waiter;
        _last = waiter;
    }

    public void Remove(LockWaiter waiter)
    {
        if (waiter.Previous is null) _first = waiter.Next;
        else waiter.Previous.Next = waiter.Next;
        if (waiter.Next is null) _last = waiter.Previous;
        else waiter.Next.Previous = waiter.Previous;
        waiter.Previous = waiter.Next = null;
    }

    public LockWaiter? Take()
    {
        var first = _first;
        if (first is not null) Remove(first);
        return first;
    }

    /// <summary>Takes out the waiters who have waited too long.</summary>
    /// <param name="now">The time; what is due then is late.</param>
    /// <param name="next">When the first of the others is due.</param>
    /// <returns>The first of those who are late; each knows the next.</returns>
    public LockWaiter? TakeLate(long now, out long next)
    {
        LockWaiter? late = null;
        next = long.MaxValue;
        for (var waiter = _last; waiter is not null;)
        {
            var before = waiter.Previous;
            if (waiter.Due <= now)
            {
                Remove(waiter);
                (waiter.Next, late) = (late, waiter);
            }
            else
            {
                next = Math.Min(next, waiter.Due);
            }
            waiter = before;
        }
        return late;
    }

    public string[] Owners()
    {
        var owners = new List<string>();
        for (var waiter = _first; waiter is not null; waiter = waiter.Next) owners.Add(waiter.Owner);
        return [.. owners];
    }
}
