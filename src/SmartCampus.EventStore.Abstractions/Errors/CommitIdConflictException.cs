namespace SmartCampus.Events;

/// <summary>A commit id was used before for other streams, events or metadata; nothing was written.</summary>
public sealed class CommitIdConflictException(CommitId commitId)
    : EventStoreException($"Commit id {commitId} was used before for a different append. Use a new id for new events.")
{
    /// <summary>The id.</summary>
    public CommitId CommitId { get; } = commitId;
}
