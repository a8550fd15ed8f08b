namespace SmartCampus.Locking;

/// <summary>What the leases of one lock manager share; for authors of lock managers. Safe for use by several threads.</summary>
/// <param name="time">By whose timestamps leases and waits end.</param>
/// <param name="metrics">Counts what happens; <see cref="LockMetrics.Shared"/> when null.</param>
public sealed class LeaseContext(TimeProvider time, LockMetrics? metrics)
{
    /// <summary>The clock of leases and waits.</summary>
    public LeaseClock Clock { get; } = new(time);

    /// <summary>Ends leases in time.</summary>
    public LeaseWatch Watch { get; } = new(time);

    /// <summary>Counts what happens.</summary>
    public LockMetrics Metrics { get; } = metrics ?? LockMetrics.Shared;
}
