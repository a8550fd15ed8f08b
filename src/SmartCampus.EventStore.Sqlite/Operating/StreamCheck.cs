using System.Text;

namespace SmartCampus.Events;

/// <summary>
/// Checks each stream's entries against its rows in <c>runs</c> and <c>streams</c>: three walks in the order of the names, side by side.
/// SQLite sorts the log for it, in a file of its own when it is large, so that memory does not grow with the number of streams.
/// </summary>
/// <param name="connection">A connection in a read transaction.</param>
/// <param name="mark">Up to where the index covers the log.</param>
/// <param name="findings">Where to note what is wrong.</param>
/// <param name="progress">Told the number of entries done, now and then.</param>
internal sealed class StreamCheck(Connection connection, long mark, IntegrityFindings findings, Action<long> progress)
{
    private const int EntriesBetweenReports = 4_096;

    private readonly StreamRows _entries = new(connection.Prepare("select stream, position, kind, version, token from events order by stream, position"));
    private readonly StreamRows _runs = new(connection.Prepare("select stream, first, positions from runs order by stream, first"));

    private readonly StreamRows _states = new(connection.Prepare(
        "select stream, head, token, truncated_before, deleted_through, tombstoned, checksum from streams order by stream"));

    private long _done;

    public void Run()
    {
        _entries.Next();
        _runs.Next();
        _states.Next();
        while (Lowest() is { } name) Check(name);
    }

    private byte[]? Lowest()
    {
        StreamRows? lowest = null;
        foreach (var rows in (StreamRows[])[_entries, _runs, _states])
        {
            if (!rows.IsAtEnd && (lowest is null || rows.Name.SequenceCompareTo(lowest.Name) < 0)) lowest = rows;
        }
        return lowest?.Name.ToArray();
    }

    private void Check(byte[] name)
    {
        var replay = new StreamReplay(Encoding.UTF8.GetString(name), State(name), new RunCursor(_runs, name), findings);
        var isTail = false;
        for (; _entries.IsAt(name); _entries.Next())
        {
            var row = _entries.Row;
            var entry = new LogEntry(row.Int64(1), (EntryKind)row.Int64(2), replay.Stream, row.Int64(3), row.Int64(4), default, null);
            if (!isTail && entry.Position > mark) replay.EndIndexed();
            isTail = entry.Position > mark;
            if (isTail) replay.Tail(entry);
            else replay.Indexed(entry);
            if (++_done % EntriesBetweenReports == 0) progress(_done);
        }
        if (!isTail) replay.EndIndexed();
    }

    private StreamState? State(byte[] name)
    {
        if (!_states.IsAt(name)) return null;
        var row = _states.Row;
        var state = new StreamState(row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5) != 0);
        var stream = Encoding.UTF8.GetString(name);
        if (row.Int64(6) != IndexReader.Checksum(stream, state) || row.Int64(5) is not (0 or 1))
            findings.Add($"The index entry of stream '{stream}' is not what was written.");
        _states.Next();
        return state;
    }
}
