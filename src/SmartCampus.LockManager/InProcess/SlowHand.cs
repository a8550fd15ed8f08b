namespace SmartCampus.Locking;

/// <summary>
/// The system's clock, read exactly only when its slow hand has moved, which costs a fifth. Guarded by its stripe. Another clock is not looked at.
/// </summary>
internal struct SlowHand
{
    private Glance _last;

    public Glance Look(LockScope scope)
    {
        if (!scope.IsSystem) return default;
        var ticks = Environment.TickCount64;
        if (ticks != _last.Ticks) _last = new Glance(ticks, scope.Now);
        return _last;
    }
}
