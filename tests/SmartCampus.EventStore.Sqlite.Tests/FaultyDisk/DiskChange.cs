namespace SmartCampus.Events.Tests;

/// <summary>A change of a file that was not flushed yet.</summary>
/// <param name="Offset">Where it was written, or the size that the file was cut to.</param>
/// <param name="Data">What was written; null when the file was cut.</param>
internal readonly record struct DiskChange(long Offset, byte[]? Data);
