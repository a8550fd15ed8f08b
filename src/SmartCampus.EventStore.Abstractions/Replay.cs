namespace SmartCampus.Events;

/// <summary>What rebuilds an aggregate: a snapshot, when a usable one was there, and the events after it.</summary>
/// <param name="Snapshot">The snapshot to start from, or null to start from nothing.</param>
/// <param name="Events">The events after the snapshot in order.</param>
public sealed record Replay(Snapshot? Snapshot, IReadOnlyList<EventEnvelope> Events);
