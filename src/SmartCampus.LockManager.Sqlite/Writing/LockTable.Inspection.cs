namespace SmartCampus.Locking;

internal sealed partial class LockTable
{
    /// <summary>Lists what is held by anybody; of another process's waiters the first one is known.</summary>
    public void Inspect(string? resource, LockOperation<IReadOnlyList<LockStatus>> answer)
    {
        var now = _clock.Now;
        var waiters = tables.ReadMarks(resource, now);
        var statuses = new List<LockStatus>();
        foreach (var (name, row) in tables.ReadLeases(resource, now))
        {
            var local = _keys.TryGetValue(name, out var key) ? key.Waiters.Where(waiter => waiter.IsWaiting).Select(waiter => waiter.Owner) : [];
            statuses.Add(new LockStatus(name, row.Owner, row.Token, _clock.ToWallClock(row.Ends), [.. local, .. waiters[name]]));
        }
        statuses.Sort(static (one, other) => string.CompareOrdinal(one.ResourceId, other.ResourceId));
        answer.Complete(statuses);
    }
}
