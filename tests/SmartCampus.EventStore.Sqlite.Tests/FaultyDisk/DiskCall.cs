namespace SmartCampus.Events.Tests;

/// <summary>What a disk is asked to do and can fail.</summary>
internal enum DiskCall
{
    Write,
    Sync,
}
