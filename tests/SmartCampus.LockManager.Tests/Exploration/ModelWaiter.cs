namespace SmartCampus.Locking.Tests.Exploration;

/// <summary>What the model expects of a call that waits.</summary>
internal sealed record ModelWaiter(string Owner, long Lease, bool AutoRenew, long Due)
{
    public WaitEnd End { get; set; }

    /// <summary>The lease when the wait was granted.</summary>
    public ModelLease? Granted { get; set; }
}
