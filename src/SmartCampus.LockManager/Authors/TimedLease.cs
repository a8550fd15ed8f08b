namespace SmartCampus.Locking;

/// <summary>A lease that is stored elsewhere, and that ends here in time whatever becomes of the store; for authors of lock managers.</summary>
/// <remarks>It ends by the local clock, counted from before the store was told. Safe for use by several threads.</remarks>
public abstract class TimedLease : ILockLeaseSource
{
    private readonly Lock _gate = new();
    private readonly LeaseContext _context;
    private readonly LeaseClock _clock;
    private readonly LockOptions _options;
    private readonly long _start;
    private WatchedLease? _watched;
    private CancellationTokenSource? _lost;
    private TimeSpan _length;
    private long _ends, _renewAt;
    private bool _isHeld = true, _isReleasing, _isUnwanted;

    /// <summary>Makes a lease that begins now.</summary>
    /// <param name="context">What the manager's leases share.</param>
    /// <param name="resource">What is locked.</param>
    /// <param name="owner">Who asked for it.</param>
    /// <param name="token">Its fencing token.</param>
    /// <param name="options">Its length and renewal.</param>
    /// <param name="start">When the store was about to be told, by the clock's timestamps.</param>
    protected TimedLease(LeaseContext context, string resource, string owner, long token, LockOptions options, long start)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        (Resource, Owner, Token) = (resource, owner, token);
        (_context, _clock, _options, _start, _length) = (context, context.Clock, options, start, options.Lease);
        (_ends, _renewAt) = (_clock.After(start, _length), _clock.After(start, _length / 3));
    }

    /// <summary>What is locked.</summary>
    public string Resource { get; }

    /// <summary>Who asked for it.</summary>
    public string Owner { get; }

    /// <summary>Its fencing token.</summary>
    public long Token { get; }

    /// <summary>Whether it has neither ended nor run out.</summary>
    public bool IsHeld => IsHeldAt(_clock.Now);

    /// <summary>The length that it was given last.</summary>
    public TimeSpan Length
    {
        get
        {
            lock (_gate) return _length;
        }
    }

    /// <summary>When it runs out unless it is extended, by the wall clock of here; in the past when it is not held.</summary>
    public DateTimeOffset ExpiresAt
    {
        get
        {
            lock (_gate) return _isHeld ? _clock.ToWallClock(_ends) : DateTimeOffset.MinValue;
        }
    }

    private bool Renews => _options.AutoRenew && !_isUnwanted;

    /// <summary>Whether it has not ended, and does not run out up to then.</summary>
    /// <param name="now">A timestamp.</param>
    public bool IsHeldAt(long now)
    {
        lock (_gate) return _isHeld && now < _ends;
    }

    /// <summary>What its holder gets.</summary>
    public LockLease ToLease() => new(this, Resource, Owner, Token);

    /// <summary>Sees to it that it ends in time. To be called once, before anybody gets to know the lease.</summary>
    public void Watch()
    {
        lock (_gate) _watched = _context.Watch.Watch(OnDue, _options.AutoRenew ? _renewAt : _ends);
    }

    /// <summary>Ends it against its holder's will.</summary>
    public void Lose()
    {
        CancellationTokenSource? lost;
        lock (_gate)
        {
            if (!_isHeld) return;
            (_isHeld, lost) = (false, _lost);
        }
        _watched?.End();
        if (lost is not null) _context.Watch.Signal(lost);
        OnLost();
        _context.Metrics.Lost(_clock.Since(_start));
    }

    /// <summary>Ends it as its holder wished.</summary>
    /// <returns>Whether it was held up to now.</returns>
    public bool End()
    {
        if (!IsHeld)
        {
            Lose();
            return false;
        }
        lock (_gate)
        {
            if (!_isHeld) return false;
            _isHeld = false;
        }
        _watched?.End();
        return true;
    }

    /// <summary>Prolongs it after the store was told so.</summary>
    /// <param name="from">When the store was about to be told.</param>
    /// <param name="length">The new length.</param>
    /// <returns>False when it had ended in the meantime.</returns>
    public bool Prolong(long from, TimeSpan length)
    {
        lock (_gate)
        {
            if (!_isHeld || _clock.Now >= _ends) return false;
            (_length, _ends, _renewAt) = (length, _clock.After(from, length), _clock.After(from, length / 3));
            _watched?.Move(Renews ? _renewAt : _ends);
            return true;
        }
    }

    DateTimeOffset ILockLeaseSource.GetExpiresAt(long fencingToken) => ExpiresAt;

    CancellationToken ILockLeaseSource.GetLostToken(long fencingToken)
    {
        // A process that was stopped past the end may get here before its watch does.
        if (!IsHeld) Lose();
        lock (_gate)
        {
            if (!_isHeld) return new CancellationToken(canceled: true);
            return (_lost ??= new CancellationTokenSource()).Token;
        }
    }

    async ValueTask<bool> ILockLeaseSource.ExtendAsync(long fencingToken, TimeSpan? duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (IsHeld && await StoreExtensionAsync(duration ?? _options.Lease, cancellationToken).ConfigureAwait(false)) return true;
        Lose();
        return false;
    }

    async ValueTask<bool> ILockLeaseSource.ReleaseAsync(long fencingToken, CancellationToken cancellationToken)
    {
        // A caller who was cancelled wants to give the lock back all the same.
        if (!IsHeld)
        {
            Lose();
            return false;
        }
        lock (_gate)
        {
            if (!_isHeld || _isReleasing) return false;
            // It is not renewed any more, also if the store cannot be told.
            _isReleasing = _isUnwanted = true;
        }
        try
        {
            if (!await StoreReleaseAsync().ConfigureAwait(false)) return false;
        }
        catch (LockUnavailableException)
        {
            // It may be tried again.
            lock (_gate) _isReleasing = false;
            throw;
        }
        _context.Metrics.Released(_clock.Since(_start));
        return true;
    }

    async ValueTask ILockLeaseSource.DisposeAsync(long fencingToken)
    {
        try
        {
            await ((ILockLeaseSource)this).ReleaseAsync(fencingToken, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LockException or ObjectDisposedException)
        {
            // The lease ends by itself.
        }
    }

    /// <summary>It has been lost: the store and those who wait are to be told. Must not throw or block.</summary>
    protected abstract void OnLost();

    /// <summary>Begins to prolong it by <see cref="Length"/>. Must not throw or block.</summary>
    protected abstract void StoreRenewal();

    /// <summary>Tells the store that it is prolonged, and calls <see cref="Prolong"/>.</summary>
    /// <returns>False when the store does not know it any more.</returns>
    protected abstract Task<bool> StoreExtensionAsync(TimeSpan length, CancellationToken cancellationToken);

    /// <summary>Tells the store that it is over, and calls <see cref="End"/>.</summary>
    /// <returns>Whether it was held up to now.</returns>
    protected abstract Task<bool> StoreReleaseAsync();

    private long OnDue()
    {
        long next;
        lock (_gate)
        {
            var now = _clock.Now;
            if (!_isHeld) return long.MaxValue;
            if (now < _ends && !Renews) return _ends;
            if (now < _ends && now < _renewAt) return Math.Min(_ends, _renewAt);
            next = now < _ends ? Math.Min(_ends, _renewAt = _clock.After(now, _length / 3)) : long.MaxValue;
        }
        // Not under the gate: what stores it has gates of its own.
        if (next == long.MaxValue) Lose();
        else StoreRenewal();
        return next;
    }
}
