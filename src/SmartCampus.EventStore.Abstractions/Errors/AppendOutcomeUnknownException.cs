namespace SmartCampus.Events;

/// <summary>The store could not learn whether an append was stored. Retry it with the same <see cref="CommitId"/>.</summary>
public sealed class AppendOutcomeUnknownException(CommitId commitId, Exception? innerException = null)
    : EventStoreException($"It is not known whether commit {commitId} was stored. Retry it with the same commit id: it is stored once.", innerException)
{
    /// <summary>The id to retry with.</summary>
    public CommitId CommitId { get; } = commitId;
}
