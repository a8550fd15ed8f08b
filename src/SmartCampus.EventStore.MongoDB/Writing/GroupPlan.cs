namespace SmartCampus.Events;

/// <summary>What a group would store, composed over the heads that are known: operations on one stream build on each other, in order of arrival.</summary>
internal sealed class GroupPlan
{
    private readonly Dictionary<string, StreamHead> _after = new(StringComparer.Ordinal);
    private readonly List<(WriteOperation Operation, IReadOnlyList<Entry> Entries)> _accepted = [];

    public GroupPlan(IEnumerable<WriteOperation> operations, Func<string, StreamHead> headOf)
    {
        foreach (var operation in operations)
        {
            var fate = operation.Decide(HeadOf);
            if (fate.Entries is null)
            {
                Refused.Add(operation);
                continue;
            }
            _accepted.Add((operation, fate.Entries));
            EntryCount += fate.Entries.Count;
            foreach (var entry in fate.Entries) _after[entry.Stream] = entry.HeadAt(0);
        }
        StreamHead HeadOf(string stream)
        {
            if (_after.TryGetValue(stream, out var head)) return head;
            head = headOf(stream);
            HighestPosition = Math.Max(HighestPosition, head.Position);
            return head;
        }
    }

    /// <summary>What would store nothing, as far as can be seen from here.</summary>
    public List<WriteOperation> Refused { get; } = [];

    /// <summary>The number of positions that are needed.</summary>
    public int EntryCount { get; }

    /// <summary>The highest position of a head; an entry must lie above the one before it in its stream.</summary>
    public long HighestPosition { get; private set; }

    /// <summary>The commits at positions from one on.</summary>
    public List<(WriteOperation Operation, Commit Commit)> At(long first, DateTimeOffset now)
    {
        var commits = new List<(WriteOperation, Commit)>(_accepted.Count);
        foreach (var (operation, entries) in _accepted)
        {
            var commit = new Commit(operation.Id, first + entries.Count - 1, now.UtcTicks, operation.Hash, entries);
            commits.Add((operation, commit with { Entries = [.. entries.Select((entry, i) => entry with { Sum = Checksums.OfHeader(commit, i) })] }));
            first += entries.Count;
        }
        return commits;
    }
}
