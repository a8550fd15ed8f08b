namespace SmartCampus.Events;

/// <summary>The entries of one stream that a read has found, by slot.</summary>
internal sealed class StreamSlice
{
    private readonly List<(Commit Commit, int Index)> _entries = [];

    public StreamSlice(IEnumerable<Commit> commits, string stream, long from, long upTo)
    {
        foreach (var commit in commits)
        {
            for (var i = 0; i < commit.Entries.Count; i++)
                if (commit.Entries[i] is var entry && entry.Stream == stream && entry.Slot >= from && entry.Slot <= upTo) _entries.Add((commit, i));
        }
        _entries.Sort((a, b) => a.Commit.Entries[a.Index].Slot.CompareTo(b.Commit.Entries[b.Index].Slot));
        while (RunLength < _entries.Count && EntryAt(RunLength).Slot == from + RunLength) RunLength++;
    }

    /// <summary>How many entries follow each other from the first slot on.</summary>
    public int RunLength { get; }

    /// <summary>Whether a slot is missing below one that was found.</summary>
    public bool HasHole => RunLength < _entries.Count;

    public Entry LastOfRun => EntryAt(RunLength - 1);

    public StreamHead HeadOfRun()
    {
        var (commit, index) = _entries[RunLength - 1];
        commit.VerifyHeader(index);
        return commit.Entries[index].HeadAt(commit.PositionOf(index));
    }

    /// <summary>The events of the run from a version on, oldest first, each with its version, or newest first.</summary>
    public IEnumerable<(Commit Commit, int Index)> Events(long from, long upTo, ReadDirection direction)
    {
        var events = _entries.Take(RunLength).Where(e => e.Commit.Entries[e.Index] is { Kind: EntryKind.Event } entry && entry.Version >= from && entry.Version <= upTo);
        return direction == ReadDirection.Forward ? events : events.Reverse();
    }

    private Entry EntryAt(int i) => _entries[i].Commit.Entries[_entries[i].Index];
}
