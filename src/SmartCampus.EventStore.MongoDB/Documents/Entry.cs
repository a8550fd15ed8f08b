namespace SmartCampus.Events;

/// <summary>One entry of a stream: an event, or a control entry, which takes a slot and a position and no version.</summary>
internal sealed record Entry(string Stream, EntryKind Kind, long Slot, long Version, long Token, long TruncatedBefore, long DeletedAt)
{
    /// <summary>The stored type name, empty for a control entry.</summary>
    public string EventType { get; init; } = "";

    public int SchemaVersion { get; init; }

    public ReadOnlyMemory<byte> Data { get; init; }

    public ReadOnlyMemory<byte> Metadata { get; init; }

    /// <summary>The checksum of data and metadata, which stays when these have been removed.</summary>
    public long PayloadSum { get; init; }

    /// <summary>The checksum of all else, the commit's own fields included.</summary>
    public long Sum { get; init; }

    /// <summary>Whether data and metadata have been removed, because the event was truncated or deleted.</summary>
    public bool IsGone { get; init; }

    public StreamHead HeadAt(long position) =>
        new(Slot, Version, Token, TruncatedBefore, DeletedAt, Kind == EntryKind.Tombstone, position);
}
