namespace SmartCampus.Locking;

internal sealed partial class LockTable
{
    /// <summary>Gives back all that is held, and tells all who wait that there is nothing to wait for.</summary>
    public void Close()
    {
        transaction.StopWaiting();
        var keys = _keys.Values.ToList();
        // The callers first: the file may refuse.
        foreach (var key in keys)
        {
            key.End(new ObjectDisposedException(nameof(SqliteLockManager)));
            if (key.Lease is not { } lease) continue;
            lease.Lose();
            Drop(key, lease);
        }
        foreach (var key in keys) Advance(key);
    }
}
