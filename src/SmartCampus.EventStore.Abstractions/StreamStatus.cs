namespace SmartCampus.Events;

/// <summary>What a stream is, apart from its events.</summary>
public enum StreamStatus
{
    /// <summary>Nothing was ever written to it.</summary>
    Missing,

    /// <summary>It can be read and written.</summary>
    Active,

    /// <summary>It was deleted: its events are gone, and an append brings it back with the next version.</summary>
    Deleted,

    /// <summary>It was tombstoned: its events are gone, and no append is ever accepted again.</summary>
    Tombstoned,
}
