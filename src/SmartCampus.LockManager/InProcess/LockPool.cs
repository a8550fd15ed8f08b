namespace SmartCampus.Locking;

/// <summary>
/// Entries and waiters of a stripe that wait to be used again. It keeps what a busy stripe needs at once; more is left to the garbage collector, so
/// that a burst leaves little behind.
/// </summary>
internal sealed class LockPool
{
    private const int KeptEntries = 32, KeptWaiters = 128;
    private LockEntry? _entries;
    private LockWaiter? _waiters;
    private int _entryCount;
    private int _waiterCount;

    public LockEntry? TakeEntry()
    {
        var entry = _entries;
        if (entry is not null) (_entries, entry.Next, _entryCount) = (entry.Next, null, _entryCount - 1);
        return entry;
    }

    public LockWaiter? TakeWaiter()
    {
        var waiter = _waiters;
        if (waiter is not null) (_waiters, waiter.Next, _waiterCount) = (waiter.Next, null, _waiterCount - 1);
        return waiter;
    }

    public void Keep(LockEntry entry)
    {
        if (_entryCount < KeptEntries) (entry.Next, _entries, _entryCount) = (_entries, entry, _entryCount + 1);
    }

    public void Keep(LockWaiter waiter)
    {
        if (_waiterCount < KeptWaiters) (waiter.Next, _waiters, _waiterCount) = (_waiters, waiter, _waiterCount + 1);
    }
}
