namespace SmartCampus.Events;

/// <summary>The right to consume on behalf of a group, until a later claim takes it.</summary>
/// <param name="Group">The consumer group.</param>
/// <param name="Owner">Who holds the claim; a label for people.</param>
/// <param name="Epoch">Grows with every claim of the group; work under a lower epoch than the newest is refused.</param>
/// <param name="Position">The group's checkpoint when it was claimed: everything up to it has taken effect.</param>
public sealed record CheckpointClaim(string Group, string Owner, long Epoch, GlobalPosition Position);
