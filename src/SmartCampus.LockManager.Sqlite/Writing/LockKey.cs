namespace SmartCampus.Locking;

/// <summary>What this manager knows of a resource while it holds it or waits for it; the writer thread's own.</summary>
internal sealed class LockKey(string resource)
{
    public string Resource { get; } = resource;

    /// <summary>This manager's lease; null when it has none.</summary>
    public SqliteLease? Lease { get; set; }

    /// <summary>Who waits, the first one first.</summary>
    public LinkedList<LockWaiter> Waiters { get; } = [];

    /// <summary>The waiter whom the file names; null when it names none.</summary>
    public LockWaiter? Marked { get; set; }

    /// <summary>Whether somebody waits for another manager's lease.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>When the other manager's lease ends, as far as it was seen.</summary>
    public long AwaitedUntil { get; set; }

    /// <summary>When the mark that says so in the file must be written anew.</summary>
    public long MarkedUntil { get; set; }

    /// <summary>The label of whoever holds the resource, here or elsewhere.</summary>
    public string? Holder { get; set; }

    /// <summary>The first waiter who still waits; those who have gone are forgotten.</summary>
    public LockWaiter? First()
    {
        while (Waiters.First is { } place)
        {
            if (place.Value.IsWaiting) return place.Value;
            Remove(place.Value);
        }
        return null;
    }

    /// <summary>Tells all who wait that there is nothing to wait for.</summary>
    public void End(Exception error)
    {
        while (Waiters.First is { Value: var waiter })
        {
            Remove(waiter);
            waiter.End(error);
        }
    }

    public void Remove(LockWaiter waiter)
    {
        if (waiter.Place is not { } place) return;
        waiter.Place = null;
        Waiters.Remove(place);
    }
}
