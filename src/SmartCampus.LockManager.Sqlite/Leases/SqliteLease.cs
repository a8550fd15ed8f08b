namespace SmartCampus.Locking;

/// <summary>A lease of this manager, from its grant to its end.</summary>
/// <param name="manager">Whose it is.</param>
/// <param name="resource">What is locked.</param>
/// <param name="owner">Who asked for it.</param>
/// <param name="token">Its fencing token.</param>
/// <param name="options">Its length and renewal.</param>
/// <param name="start">When the file was about to be told, by the monotonic clock.</param>
internal sealed class SqliteLease(SqliteLockManager manager, string resource, string owner, long token, LockOptions options, long start) : ILockLeaseSource
{
    private readonly Lock _gate = new();
    private readonly MonotonicClock _clock = manager.Clock;
    private WatchedLease? _watched;
    private CancellationTokenSource? _lost;
    private TimeSpan _length = options.Lease;
    private long _ends = manager.Clock.After(start, options.Lease), _renewAt = manager.Clock.After(start, options.Lease / 3);
    private bool _isHeld = true, _isReleasing;

    public string Resource { get; } = resource;

    public string Owner { get; } = owner;

    public long Token { get; } = token;

    public bool IsHeld => IsHeldAt(_clock.Now);

    /// <summary>Its length as it was written last; the writer's own.</summary>
    public TimeSpan WrittenLength { get; set; } = options.Lease;

    private bool Renews => options.AutoRenew && !_isReleasing;

    public bool IsHeldAt(long now)
    {
        lock (_gate) return _isHeld && now < _ends;
    }

    public LockLease ToLease() => new(this, Resource, Owner, Token);

    /// <summary>Sees to it that it ends in time. To be called once, before anybody gets to know the lease.</summary>
    public void Watch(LeaseWatch watch)
    {
        lock (_gate) _watched = watch.Watch(OnDue, options.AutoRenew ? _renewAt : _ends);
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
        if (lost is not null) manager.Watch.Signal(lost);
        manager.OnLost(this, _clock.Since(start));
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

    /// <summary>Prolongs it after the file was told so.</summary>
    /// <param name="from">When the file was about to be told.</param>
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

    /// <summary>The release did not reach the file: it may be tried again.</summary>
    public void StayHeld()
    {
        lock (_gate) _isReleasing = false;
    }

    DateTimeOffset ILockLeaseSource.GetExpiresAt(long fencingToken)
    {
        lock (_gate) return _isHeld ? _clock.ToWallClock(_ends) : DateTimeOffset.MinValue;
    }

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
        if (IsHeld && await manager.ExtendAsync(this, duration ?? options.Lease, cancellationToken).ConfigureAwait(false)) return true;
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
            _isReleasing = true;
        }
        if (!await manager.ReleaseAsync(this).ConfigureAwait(false)) return false;
        manager.Metrics.Released(_clock.Since(start));
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

    private long OnDue()
    {
        lock (_gate)
        {
            var now = _clock.Now;
            if (!_isHeld) return long.MaxValue;
            if (now < _ends)
            {
                if (!Renews) return _ends;
                if (now < _renewAt) return Math.Min(_ends, _renewAt);
                _renewAt = _clock.After(now, _length / 3);
                manager.Renew(this);
                return Math.Min(_ends, _renewAt);
            }
        }
        Lose();
        return long.MaxValue;
    }
}
