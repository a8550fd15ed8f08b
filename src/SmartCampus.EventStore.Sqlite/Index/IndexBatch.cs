namespace SmartCampus.Events;

/// <summary>What the index in memory holds and the one on disk does not, sorted as on disk.</summary>
internal sealed record IndexBatch(
    long Last, List<(string Name, TailStream Stream)> Streams, (Guid Id, CommitRecord Record)[] Commits, IReadOnlyDictionary<string, long> Hidden);
