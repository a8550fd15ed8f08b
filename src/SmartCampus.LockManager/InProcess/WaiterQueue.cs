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

    public string[] Owners()
    {
        var owners = new List<string>();
        for (var waiter = _first; waiter is not null; waiter = waiter.Next) owners.Add(waiter.Owner);
        return [.. owners];
    }
}
