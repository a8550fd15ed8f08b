namespace SmartCampus.Locking.Testing;

/// <summary>What a contract asks of a lock manager that is opened.</summary>
/// <param name="Time">
/// The manager's clock. Its timestamps are the monotonic time of leases and waits, also of a provider that reads another one outside of tests; its
/// timers run when a contract lets time pass, unless it is <see cref="TimeProvider.System"/>.
/// </param>
/// <param name="Metrics">Takes what the manager counts.</param>
public sealed record LockSettings(TimeProvider Time, LockMetrics Metrics);
