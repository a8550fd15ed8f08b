namespace SmartCampus.Events;

/// <summary>Stored bytes are not what was written: the checksum of an event, or the order around it, is wrong.</summary>
public sealed class CorruptEventException(GlobalPosition position, string detail, Exception? innerException = null)
    : EventStoreException($"The store is damaged at position {position}: {detail} Restore a backup, and check the disk.", innerException)
{
    /// <summary>The position of the damage.</summary>
    public GlobalPosition Position { get; } = position;
}
