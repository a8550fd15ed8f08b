namespace SmartCampus.Events;

/// <summary>How far the log and its index go.</summary>
/// <param name="Last">The last position that was given.</param>
/// <param name="Mark">The last position that the index on disk covers.</param>
internal readonly record struct LogTip(long Last, long Mark);
