namespace SmartCampus.Locking;

internal sealed partial class LockTable
{
    private long _version, _breaks;

    /// <summary>Whether there is anything that other processes could change.</summary>
    public bool IsInUse => _keys.Count > 0;

    /// <summary>Looks for what other processes did.</summary>
    /// <returns>Whether there was anything.</returns>
    public bool Poll()
    {
        var version = tables.ReadVersion();
        var hasChanged = version != _version;
        _version = version;
        if (hasChanged) FindBroken();
        if (_awaited.Count == 0) return hasChanged;
        var now = _clock.Now;
        foreach (var key in _awaited.ToList())
        {
            if (hasChanged || key.AwaitedUntil <= now || key.MarkedUntil <= now) Look(key, now);
        }
        return hasChanged;
    }

    private void FindBroken()
    {
        var breaks = tables.ReadState().Breaks;
        if (breaks == _breaks) return;
        _breaks = breaks;
        var now = _clock.Now;
        foreach (var key in _keys.Values)
        {
            if (key.Lease is { } lease && tables.Read(key.Resource, now)?.Token != lease.Token) lease.Lose();
        }
    }

    private void Look(LockKey key, long now)
    {
        if (key.First() is null || tables.Read(key.Resource, now) is not { } row || row.Manager == manager.Id || row.Ends <= now)
        {
            Advance(key);
            return;
        }
        key.AwaitedUntil = row.Ends;
        key.Holder = row.Owner;
        // A turn that came while this process did not run has taken the mark away.
        if (key.MarkedUntil <= now || !tables.IsMarked(key.Resource)) Advance(key);
    }
}
