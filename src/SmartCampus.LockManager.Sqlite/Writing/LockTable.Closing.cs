namespace SmartCampus.Locking;

internal sealed partial class LockTable
{
    /// <summary>Gives back all that is held, and tells all who wait that there is nothing to wait for.</summary>
    public void Close()
    {
        foreach (var key in _keys.Values.ToList())
        {
            foreach (var waiter in key.Waiters) waiter.End(new ObjectDisposedException(nameof(SqliteLockManager)));
            key.Waiters.Clear();
            if (key.Lease is { } lease)
            {
                lease.Lose();
                Drop(key, lease);
            }
            Advance(key);
        }
    }
}
