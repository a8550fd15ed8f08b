namespace SmartCampus.Events;

/// <summary>Walks over the commits of the index in the order of their positions. Where each lies is kept in memory, some 24 bytes a commit.</summary>
internal sealed class CommitCursor
{
    private readonly Statement _block;
    private readonly List<(long Position, long Block, int Offset)> _places = [];
    private readonly long _mark;
    private readonly IntegrityFindings _findings;
    private IndexedCommit? _current;
    private (long Row, byte[] Commits) _read;
    private int _next;
    private long _covered;

    public CommitCursor(Connection connection, long mark, IntegrityFindings findings)
    {
        (_mark, _findings) = (mark, findings);
        _block = connection.Prepare("select commits from commits where rowid = ?1");
        FindPlaces(connection);
    }

    /// <summary>Where the commit begins that was reached last; beyond every position after the last one.</summary>
    public long NextFirst => _current?.First ?? long.MaxValue;

    /// <summary>Gives the commit that a position belongs to, or null. Positions only grow.</summary>
    public IndexedCommit? MoveTo(long position)
    {
        while ((_current is null || _current.Last < position) && Next()) { }
        return _current is { } commit && commit.First <= position && position <= commit.Last ? commit : null;
    }

    /// <summary>Verifies the blocks, and notes where each commit lies.</summary>
    private void FindPlaces(Connection connection)
    {
        using var rows = connection.Prepare($"select {CommitBlock.Columns}, rowid from commits order by first");
        var expected = Guid.Empty;
        while (rows.Step())
        {
            CommitBlock block;
            try
            {
                block = CommitBlock.Read(rows);
            }
            catch (CorruptEventException)
            {
                _findings.Add("A block of the index of commits is not what was written.");
                continue;
            }
            if (block.First != expected) _findings.Add($"The index of the commits from {expected} on is missing.");
            expected = block.Next;
            ReadOnlySpan<byte> rest = block.Commits;
            while (!rest.IsEmpty)
            {
                var offset = block.Commits.Length - rest.Length;
                _places.Add((CommitEntry.Take(ref rest).Position, rows.Int64(4), offset));
            }
        }
        if (expected != Guid.Empty) _findings.Add($"The index of the commits from {expected} on is missing.");
        _places.Sort();
    }

    private bool Next()
    {
        _covered = Math.Max(_covered, _current?.Last ?? 0);
        _current = null;
        if (_next == _places.Count) return false;
        var (position, row, offset) = _places[_next++];
        if (_read.Row != row)
        {
            _block.Bind(1, row).Step();
            _read = (row, _block.Bytes(0).ToArray());
            _block.Reset();
        }
        ReadOnlySpan<byte> rest = _read.Commits.AsSpan(offset);
        var entry = CommitEntry.Take(ref rest);
        _current = new IndexedCommit(entry.Id, entry.ToRecord());
        if (position > _mark) _findings.Add(position, $"Commit {_current.Id} is in the index, which ends before it, at {_mark}.");
        if (_current.First <= _covered) _findings.Add(_current.First, $"Commit {_current.Id} has a position of another commit by the index.");
        return true;
    }
}
