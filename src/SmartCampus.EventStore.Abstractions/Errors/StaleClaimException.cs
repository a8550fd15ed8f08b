namespace SmartCampus.Events;

/// <summary>Another consumer has claimed the group since; nothing was changed.</summary>
public sealed class StaleClaimException(string group, long epoch, long current)
    : EventStoreException($"The claim on consumer group '{group}' with epoch {epoch} is stale; the newest is {current}. Claim the group again.")
{
    /// <summary>The consumer group.</summary>
    public string Group { get; } = group;

    /// <summary>The epoch of the refused claim.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>The newest epoch.</summary>
    public long Current { get; } = current;
}
