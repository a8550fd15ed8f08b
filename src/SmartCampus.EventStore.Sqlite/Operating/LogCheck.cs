namespace SmartCampus.Events;

/// <summary>Checks the log in the order of positions, together with the commits of the index in the same order.</summary>
/// <param name="connection">A connection in a read transaction.</param>
/// <param name="mark">Up to where the index covers the log.</param>
/// <param name="findings">Where to note what is wrong.</param>
/// <param name="progress">Told a position now and then.</param>
internal sealed class LogCheck(Connection connection, long mark, IntegrityFindings findings, Action<long> progress)
{
    private const int EntriesBetweenReports = 4_096;

    private readonly IndexReader _index = new(connection);
    private readonly CommitCursor _commits = new(connection, mark, findings);
    private readonly RemovedPositions _removed = new(connection);
    private readonly HashSet<Guid> _tailCommits = [];
    private (string Name, StreamState State) _stream = ("", default);
    private Guid? _open;

    public void Run(out long entries)
    {
        entries = 0;
        long next = 1;
        using var rows = connection.Prepare($"select {LogRow.Columns} from events order by position");
        try
        {
            for (; rows.Step(); entries++)
            {
                var position = rows.Int64(0);
                CheckGap(next, position - 1);
                CheckSum(rows, position);
                if (position > mark) CheckTail(rows, position);
                else CheckIndexed(rows, position);
                next = Math.Max(next, position + 1);
                if (entries % EntriesBetweenReports == 0) progress(position);
            }
        }
        catch (SqliteFailure e) when (e.IsDamage)
        {
            findings.Add(next, "SQLite cannot read the page; what lies behind it was not looked at.");
            return;
        }
        CheckGap(next, mark);
        if (_open is { } open) findings.Add(next, $"The last entries of commit {open} are missing.");
        _commits.MoveTo(long.MaxValue);
    }

    private void CheckSum(Statement row, long position)
    {
        try
        {
            _ = new LogRow(row);
        }
        catch (CorruptEventException)
        {
            findings.Add(position, "The entry's checksum is wrong.");
        }
    }

    /// <summary>Entries that are not there must be events that were hidden and then removed.</summary>
    private void CheckGap(long from, long to)
    {
        var (first, before) = (from, findings.Count);
        while (from <= Math.Min(to, mark))
        {
            if (_commits.MoveTo(from) is { } commit)
            {
                var (stream, version, _) = commit.At(from);
                if (version >= State(stream, from).FirstReadable) findings.Add(from, $"Version {version} of stream '{stream}' is missing.");
                from++;
                continue;
            }
            // No commit of the index has them, so that they were no events, and other entries are never removed.
            var end = Math.Min(Math.Min(to, mark), _commits.NextFirst - 1);
            findings.Add(from, $"The entries from there to {end} are missing.");
            from = end + 1;
        }
        if (from <= to) findings.Add(from, $"The entries from there to {to} are missing.");
        if (findings.Count > before) return;
        try
        {
            _removed.Require(first, to);
        }
        catch (CorruptEventException e)
        {
            findings.Add(e.Position.Value, "The entry was removed, and 'removed' does not say so.");
        }
    }

    private StreamState State(string stream, long position)
    {
        if (_stream.Name == stream) return _stream.State;
        try
        {
            _stream = (stream, _index.State(stream));
        }
        catch (CorruptEventException)
        {
            findings.Add(position, $"The index entry of stream '{stream}' is not what was written.");
            _stream = (stream, default);
        }
        return _stream.State;
    }

    /// <summary>An event belongs to a commit of the index, which says what it is; the other entries belong to none.</summary>
    private void CheckIndexed(Statement row, long position)
    {
        var kind = (EntryKind)row.Int64(1);
        if (_commits.MoveTo(position) is not { } commit)
        {
            if (kind == EntryKind.Event) findings.Add(position, $"Commit {IdOf(row)} is not in the index.");
            else if (!Enum.IsDefined(kind)) findings.Add(position, $"Kind {(int)kind} of an entry is not known.");
            return;
        }
        var (stream, version, hash) = commit.At(position);
        if (kind != EntryKind.Event || row.Text(2) != stream || row.Int64(3) != version || IdOf(row) != commit.Id || !row.Bytes(5).SequenceEqual(hash))
            findings.Add(position, $"The entry is not version {version} of stream '{stream}', which commit {commit.Id} has there by the index.");
    }

    /// <summary>Behind the mark the commits are known by their entries alone: they follow each other, and the last one has the hash.</summary>
    private void CheckTail(Statement row, long position)
    {
        var isEvent = row.Int64(1) == (long)EntryKind.Event;
        var id = IdOf(row);
        if (_open is { } open && (!isEvent || id != open))
        {
            findings.Add(position, $"The last entries of commit {open} are missing before it.");
            _open = null;
        }
        if (!isEvent) return;
        if (_open is null && (!_tailCommits.Add(id) || HasCommit(id))) findings.Add(position, $"Commit {id} is in the log once more.");
        _open = row.Bytes(5).IsEmpty ? id : null;
    }

    private bool HasCommit(Guid id)
    {
        try
        {
            return _index.Commit(id) is not null;
        }
        catch (CorruptEventException)
        {
            return true;
        }
    }

    private static Guid IdOf(Statement row) => row.Bytes(4) is { Length: 16 } id ? new Guid(id, bigEndian: true) : Guid.Empty;
}
