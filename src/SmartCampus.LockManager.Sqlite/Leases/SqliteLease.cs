namespace SmartCampus.Locking;

/// <summary>A lease of this manager, from its grant to its end.</summary>
internal sealed class SqliteLease(SqliteLockManager manager, string resource, string owner, long token, LockOptions options, long start)
    : TimedLease(manager.Context, resource, owner, token, options, start)
{
    /// <summary>Its length as it was written last; the writer's own.</summary>
    public TimeSpan WrittenLength { get; set; } = options.Lease;

    protected override void OnLost() => manager.OnLost(this);

    protected override void StoreRenewal() => manager.Renew(this);

    protected override Task<bool> StoreExtensionAsync(TimeSpan length, CancellationToken cancellationToken) => manager.ExtendAsync(this, length, cancellationToken);

    protected override Task<bool> StoreReleaseAsync() => manager.ReleaseAsync(this);
}
