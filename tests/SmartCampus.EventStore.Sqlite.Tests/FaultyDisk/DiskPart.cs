namespace SmartCampus.Events.Tests;

/// <summary>The files of a store that a disk can fail.</summary>
internal enum DiskPart
{
    /// <summary>The store's file itself.</summary>
    Main,

    /// <summary>The write-ahead log beside it.</summary>
    Log,
}
