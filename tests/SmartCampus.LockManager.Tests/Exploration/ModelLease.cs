namespace SmartCampus.Locking.Tests.Exploration;

/// <summary>What the model expects of a lease.</summary>
internal sealed class ModelLease(string owner, long lease, bool autoRenew, long now)
{
    public string Owner { get; } = owner;

    public long Length { get; set; } = lease;

    public bool AutoRenew { get; } = autoRenew;

    public long End { get; set; } = now + lease;

    /// <summary>The end of the lease as it was granted.</summary>
    public long FirstEnd { get; } = now + lease;

    public long RenewAt { get; set; } = autoRenew ? now + (lease / 3) : long.MaxValue;

    public bool IsLost { get; set; }
}
