namespace SmartCampus.Events;

/// <summary>What an entry of a stream is; the numbers are stored.</summary>
internal enum EntryKind
{
    Event = 0,
    Truncate = 1,
    Delete = 2,
    Tombstone = 3,
}
