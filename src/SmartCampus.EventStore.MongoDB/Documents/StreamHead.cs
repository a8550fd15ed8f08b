namespace SmartCampus.Events;

/// <summary>The whole state of a stream: what its last entry carries forward.</summary>
/// <param name="Slot">The last entry's slot, 0 when there is none.</param>
/// <param name="Version">The version of the last event.</param>
/// <param name="Token">The highest fencing token that was accepted.</param>
/// <param name="TruncatedBefore">The lowest version that was left by the last truncation.</param>
/// <param name="DeletedAt">The version at which the stream was deleted last.</param>
/// <param name="IsTombstoned">Whether it takes nothing more.</param>
/// <param name="Position">The position of the last entry.</param>
internal readonly record struct StreamHead(long Slot, long Version, long Token, long TruncatedBefore, long DeletedAt, bool IsTombstoned, long Position)
{
    public bool IsDeleted => Version > 0 && DeletedAt == Version;

    /// <summary>The highest version that can no longer be read.</summary>
    public long Gone => IsTombstoned ? Version : Math.Max(TruncatedBefore - 1, DeletedAt);

    /// <summary>How many of its slots are control entries: so far may the slot of a version be above it.</summary>
    public long Controls => Slot - Version;

    public StreamVersion First => Gone < Version ? Math.Max(Gone, 0) + 1 : 0;

    public StreamStatus Status =>
        IsTombstoned ? StreamStatus.Tombstoned :
        Version == 0 ? StreamStatus.Missing :
        IsDeleted ? StreamStatus.Deleted :
        StreamStatus.Active;
}
