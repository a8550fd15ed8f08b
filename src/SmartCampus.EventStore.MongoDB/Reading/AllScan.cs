namespace SmartCampus.Events;

/// <summary>Goes through commits in one direction and collects a page.</summary>
internal sealed class AllScan(AllReadOptions wanted, long start, IEventSerializer serializer)
{
    private readonly List<EventEnvelope> _events = [];
    private readonly long _after = start;
    private bool _isEnd;

    /// <summary>The positions that are missing below a commit that was seen, when that ended the scan.</summary>
    public (long From, long UpTo)? Gap { get; private set; }

    /// <summary>Whether the page takes its reader any further.</summary>
    public bool HasMoved => Next != _after;

    /// <summary>The last position that was scanned.</summary>
    public long Next { get; private set; } = start;

    /// <summary>Whether a commit ends there, for certain.</summary>
    public bool EndsWithCommit { get; private set; }

    public AllPage Page() => new(_events, new GlobalPosition(!HasMoved && wanted.After is null ? 0 : Next), _isEnd);

    /// <summary>Contiguity is judged before anything is filtered.</summary>
    /// <param name="commits">What ends after the reader's place, in order, and perhaps the commit that ends there.</param>
    /// <param name="isEndOfCommit">Whether a commit is known to end at the reader's place; else the first may lie across it.</param>
    /// <param name="isEnd">Whether nothing more was there.</param>
    public void Forward(IReadOnlyList<Commit> commits, bool isEndOfCommit, bool isEnd)
    {
        EndsWithCommit = isEndOfCommit;
        foreach (var commit in commits)
        {
            if (commit.First > Next + 1)
            {
                Gap = (Next + 1, commit.First - 1);
                return;
            }
            if (commit.First <= Next && EndsWithCommit) throw Overlap(commit);
            for (var i = (int)(Next + 1 - commit.First); i < commit.Entries.Count; i++)
                if (!TryTake(commit, i)) return;
            EndsWithCommit = true;
        }
        _isEnd = isEnd;
    }

    public void Backward(IReadOnlyList<Commit> commits, bool isEnd)
    {
        for (var c = 0; c < commits.Count; c++)
        {
            var commit = commits[c];
            if (c > 0 && commit.Last >= commits[c - 1].First) throw Overlap(commits[c - 1]);
            for (var i = (int)Math.Min(commit.Entries.Count - 1, Next - 1 - commit.First); i >= 0; i--)
                if (!TryTake(commit, i)) return;
        }
        _isEnd = isEnd;
    }

    private static CorruptEventException Overlap(Commit commit) =>
        new(new GlobalPosition(commit.Last), "the commit that ends here begins before the end of the one before it.");

    /// <summary>Takes an entry; false when the page ends before it.</summary>
    private bool TryTake(Commit commit, int index)
    {
        if (_events.Count == wanted.MaxCount) return false;
        var entry = commit.Entries[index];
        if (!commit.IsFiller)
        {
            try
            {
                if (entry.Kind != EntryKind.Event || entry.IsGone) commit.VerifyHeader(index);
                else if (commit.Envelope(index, serializer) is var envelope && wanted.Filter?.Accepts(entry.EventType, entry.Stream) != false) _events.Add(envelope);
            }
            catch (CorruptEventException) when (HasMoved)
            {
                return false; // The reader gets what precedes the damage, and meets it with the next page.
            }
        }
        (Next, EndsWithCommit) = (commit.PositionOf(index), false);
        return true;
    }
}
