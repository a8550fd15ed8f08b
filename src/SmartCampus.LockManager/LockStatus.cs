namespace SmartCampus.Locking;

/// <summary>What is known of a lock that is held.</summary>
/// <param name="ResourceId">What is locked.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="FencingToken">The token of the lease.</param>
/// <param name="ExpiresAt">When the lease runs out unless it is extended.</param>
/// <param name="Waiters">The owners who wait, in the order in which they will be served as far as it is known.</param>
public sealed record LockStatus(string ResourceId, string Owner, long FencingToken, DateTimeOffset ExpiresAt, IReadOnlyList<string> Waiters);
