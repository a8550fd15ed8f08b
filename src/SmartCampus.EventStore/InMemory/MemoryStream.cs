namespace SmartCampus.Events;

/// <summary>A stream's events and state; guarded by the store's lock.</summary>
internal sealed class MemoryStream
{
    /// <summary>All events ever stored, the one of version v at v - 1; null once truncated or deleted.</summary>
    public List<EventEnvelope?> Events { get; } = [];

    public Dictionary<(string Schema, StreamVersion Version), Snapshot> Snapshots { get; } = [];

    public StreamVersion Head => Events.Count;

    /// <summary>The highest version that can no longer be read.</summary>
    public long Gone { get; set; }

    public long HighestToken { get; set; }

    /// <summary>The head when the stream was last deleted; snapshots up to there are void.</summary>
    public long DeletedAt { get; set; }

    public bool IsTombstoned { get; set; }

    /// <summary>A stream is deleted until the next append; one that was never written is missing, not deleted.</summary>
    public bool IsDeleted => Events.Count > 0 && DeletedAt == Events.Count;

    public StreamVersion First => Gone < Events.Count ? Gone + 1 : 0;

    public StreamStatus Status =>
        IsTombstoned ? StreamStatus.Tombstoned :
        Events.Count == 0 ? StreamStatus.Missing :
        IsDeleted ? StreamStatus.Deleted :
        StreamStatus.Active;
}
