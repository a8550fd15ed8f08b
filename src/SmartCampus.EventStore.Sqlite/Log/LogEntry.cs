namespace SmartCampus.Events;

/// <summary>What the index needs to know of an entry of the log.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Version">The event's version; what it means for other kinds is said there.</param>
/// <param name="Token">The fencing token of the append, 0 when there was none.</param>
/// <param name="CommitId">The append's identity; empty for other kinds.</param>
/// <param name="CommitHash">The hash of the whole append in its last entry, else null.</param>
internal readonly record struct LogEntry(
    long Position, EntryKind Kind, string Stream, long Version, long Token, Guid CommitId, UInt128? CommitHash);
