namespace SmartCampus.Events;

/// <summary>What an append has stored.</summary>
/// <param name="CommitId">The identity of the append.</param>
/// <param name="Position">The position of the append's last event: a reader that is there has seen all of it.</param>
/// <param name="Streams">The versions given, one entry per stream in the order of the request.</param>
/// <param name="AlreadyCommitted">Whether an earlier call with this id had stored it, so that this one wrote nothing.</param>
public sealed record AppendResult(CommitId CommitId, GlobalPosition Position, IReadOnlyList<StreamAppendResult> Streams, bool AlreadyCommitted);
