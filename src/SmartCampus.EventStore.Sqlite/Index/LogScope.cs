namespace SmartCampus.Events;

/// <summary>What a reader of the whole log needs of the index.</summary>
/// <param name="Tip">How far the index goes.</param>
/// <param name="Hidden">
/// The streams of which a part became unreadable after the mark, with the lowest version that can be read. What became
/// unreadable before the mark is no longer in the log.
/// </param>
internal readonly record struct LogScope(LogTip Tip, IReadOnlyDictionary<string, long> Hidden);
