namespace SmartCampus.Events;

/// <summary>What an operation decides over the heads of its streams: entries to store, or an answer that needs none.</summary>
/// <param name="Entries">The entries, without their checksums; null when there is nothing to store.</param>
/// <param name="Refusal">Why nothing is stored; null when that is no error.</param>
internal readonly record struct Fate(IReadOnlyList<Entry>? Entries, Exception? Refusal)
{
    /// <summary>Nothing has to change.</summary>
    public static Fate Done => default;

    public static Fate Refused(Exception refusal) => new(null, refusal);
}
