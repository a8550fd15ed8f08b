namespace SmartCampus.Events;

/// <summary>What memory knows of the part of a stream that a page shall hold.</summary>
/// <param name="Tip">How far the index goes.</param>
/// <param name="IsKnown">Whether the stream is in memory at all; if not, the index on disk tells everything.</param>
/// <param name="State">The stream's state.</param>
/// <param name="Range">The versions of the page.</param>
/// <param name="TailPositions">The positions of the last of them; those of the versions before are in the index on disk.</param>
internal readonly record struct StreamView(LogTip Tip, bool IsKnown, StreamState State, VersionRange Range, long[] TailPositions);
