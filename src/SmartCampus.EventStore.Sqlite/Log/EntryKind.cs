namespace SmartCampus.Events;

/// <summary>What an entry of the log is. The numbers are stored.</summary>
internal enum EntryKind
{
    /// <summary>An event at its version.</summary>
    Event = 0,

    /// <summary>Everything below the entry's version became unreadable.</summary>
    Truncate = 1,

    /// <summary>The stream was deleted; the entry's version is the head.</summary>
    Delete = 2,

    /// <summary>The stream was tombstoned; the entry's version is the head.</summary>
    Tombstone = 3,
}
