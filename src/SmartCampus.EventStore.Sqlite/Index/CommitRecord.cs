namespace SmartCampus.Events;

/// <summary>What a commit id was used for: enough to answer a retry.</summary>
/// <param name="Hash">The hash of the append.</param>
/// <param name="Position">The position of its last event.</param>
/// <param name="Streams">The versions given.</param>
internal sealed record CommitRecord(UInt128 Hash, long Position, IReadOnlyList<StreamAppendResult> Streams)
{
    public AppendResult ToResult(Guid commitId, bool alreadyCommitted) =>
        new(new CommitId(commitId), new GlobalPosition(Position), Streams, alreadyCommitted);
}
