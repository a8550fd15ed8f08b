namespace SmartCampus.Locking;

/// <summary>What the file says of a resource.</summary>
/// <param name="Token">The lease's token; 0 when the resource is only kept for a manager whose turn it is.</param>
/// <param name="Manager">Whose it is.</param>
/// <param name="Owner">The holder's label.</param>
/// <param name="Ends">When it runs out.</param>
/// <param name="TurnBegan">When the manager got the resource, which it may have handed over inside itself since.</param>
/// <param name="NextManager">The manager that has waited longest, other than the one that asks; 0 when none does.</param>
/// <param name="NextSince">Since when that one waits.</param>
internal readonly record struct LeaseRow(long Token, long Manager, string Owner, long Ends, long TurnBegan = 0, long NextManager = 0, long NextSince = 0);
