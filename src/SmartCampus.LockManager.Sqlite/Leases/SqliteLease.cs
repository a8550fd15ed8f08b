namespace SmartCampus.Locking;

/// <summary>A lease of this manager, from its grant to its end.</summary>
internal sealed class SqliteLease(SqliteLockManager manager, string resource, string owner, long token, LockOptions options, long start) : ILockLeaseSource, IDeadline
{
    private readonly Lock _gate = new();
    private readonly bool _renews = options.AutoRenew;
    private CancellationTokenSource? _lost;
    private TimeSpan _length = options.Lease;
    private long _ends = start + options.Lease.Ticks, _renewAt = start + (options.Lease.Ticks / 3);
    private bool _isHeld = true, _isLost, _isReleasing;

    public string Resource { get; } = resource;

    public string Owner { get; } = owner;

    public long Token { get; } = token;

    /// <summary>When it was asked for, by the monotonic clock.</summary>
    public long Start { get; } = start;

    int IDeadline.Index { get; set; } = -1;

    public bool IsHeld
    {
        get
        {
            lock (_gate) return _isHeld && manager.Clock.Now < _ends;
        }
    }

    public LockLease ToLease() => new(this, Token, Resource, Owner, Token);

    /// <inheritdoc/>
    public long OnDue(long now)
    {
        lock (_gate)
        {
            if (!_isHeld) return long.MaxValue;
            if (now < _ends)
            {
                if (!_renews || _isReleasing) return _ends;
                if (now >= _renewAt)
                {
                    _renewAt = now + (_length.Ticks / 3);
                    manager.Renew(this, _length);
                }
                return Math.Min(_ends, _renewAt);
            }
        }
        Lose();
        return long.MaxValue;
    }

    /// <summary>Ends it against its holder's will.</summary>
    public void Lose()
    {
        CancellationTokenSource? lost;
        lock (_gate)
        {
            if (!_isHeld) return;
            (_isHeld, _isLost, lost) = (false, true, _lost);
        }
        manager.OnLost(this);
        if (lost is not null) LostSignal.Fire(lost);
    }

    /// <summary>Ends it as its holder wished.</summary>
    /// <returns>Whether it was held up to now.</returns>
    public bool End()
    {
        lock (_gate)
        {
            if (!_isHeld) return false;
            _isHeld = false;
        }
        manager.OnEnded(this);
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
            if (!_isHeld || manager.Clock.Now >= _ends) return false;
            (_length, _ends, _renewAt) = (length, from + length.Ticks, from + (length.Ticks / 3));
        }
        manager.Watch(this);
        return true;
    }

    /// <summary>The release did not reach the file: it may be tried again.</summary>
    public void StayHeld()
    {
        lock (_gate) _isReleasing = false;
    }

    public long FirstDue() => _renews ? _renewAt : _ends;

    DateTimeOffset ILockLeaseSource.GetExpiresAt(long lease)
    {
        lock (_gate) return _isHeld ? manager.Clock.ToWallClock(_ends) : DateTimeOffset.MinValue;
    }

    CancellationToken ILockLeaseSource.GetLostToken(long lease)
    {
        lock (_gate)
        {
            if (!_isHeld && _lost is null) return new CancellationToken(canceled: true);
            return (_lost ??= new CancellationTokenSource()).Token;
        }
    }

    async ValueTask ILockLeaseSource.ExtendAsync(long lease, TimeSpan? duration, CancellationToken cancellationToken)
    {
        var length = duration ?? options.Lease;
        LockArguments.CheckLease(length);
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsHeld || !await manager.ExtendAsync(this, length, cancellationToken).ConfigureAwait(false))
        {
            Lose();
            throw new LockNotOwnedException(Resource, Owner, Token);
        }
    }

    async ValueTask<bool> ILockLeaseSource.ReleaseAsync(long lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_isHeld || _isReleasing) return false;
            if (manager.Clock.Now < _ends) _isReleasing = true;
        }
        if (!_isReleasing)
        {
            Lose();
            return false;
        }
        return await manager.ReleaseAsync(this, cancellationToken).ConfigureAwait(false);
    }

    async ValueTask ILockLeaseSource.DisposeAsync(long lease)
    {
        try
        {
            await ((ILockLeaseSource)this).ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LockException or ObjectDisposedException)
        {
            // The lease ends by itself.
        }
    }
}
