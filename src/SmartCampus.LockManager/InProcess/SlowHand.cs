namespace SmartCampus.Locking;

/// <summary>
/// The system's clock, read exactly only when its slow hand has moved: it gives a time that is past, by 16 ms at most, for a fifth of the price. Guarded by
/// its stripe.
/// </summary>
internal struct SlowHand
{
    private long _timestamp;

    /// <summary>Where the hand was when it was read last.</summary>
    public long Ticks { get; private set; }

    public long Read(LockScope scope)
    {
        var ticks = Environment.TickCount64;
        if (ticks != Ticks) (Ticks, _timestamp) = (ticks, scope.Now);
        return _timestamp;
    }
}
