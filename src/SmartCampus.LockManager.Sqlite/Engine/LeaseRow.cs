namespace SmartCampus.Locking;

/// <summary>What the file says of a resource.</summary>
/// <param name="Token">The lease's token; 0 when the resource is only kept for a manager whose turn it is.</param>
/// <param name="Manager">Whose it is.</param>
/// <param name="Owner">The holder's label.</param>
/// <param name="Ends">When it runs out.</param>
/// <param name="Turns">How often the manager has handed it over inside itself while another one waited.</param>
/// <param name="NextManager">The manager that has waited longest, other than the one that asks; 0 when none does.</param>
internal readonly record struct LeaseRow(long Token, long Manager, string Owner, long Ends, int Turns, long NextManager);
