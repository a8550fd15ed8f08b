namespace SmartCampus.Events;

/// <summary>What a reader of the whole log needs of the index.</summary>
/// <param name="Last">The last position known.</param>
/// <param name="Hidden">
/// The streams of which a part became unreadable after the mark, with the lowest version that can be read. What became
/// unreadable before the mark is no longer in the log.
/// </param>
internal readonly record struct LogScope(long Last, IReadOnlyDictionary<string, long> Hidden);
