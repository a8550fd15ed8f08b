namespace SmartCampus.Locking;

/// <summary>When a lease runs out unless it is extended.</summary>
/// <param name="At">By the clock's timestamps.</param>
/// <param name="SafeUntil">Up to here, by <see cref="Environment.TickCount64"/>, it has surely not run out.</param>
internal readonly record struct LeaseEnd(long At, long SafeUntil);
