using System.Runtime.InteropServices;

namespace SmartCampus.Events;

/// <summary>Writes the index in memory to disk, in the order of the keys, inside the caller's write transaction.</summary>
internal sealed class IndexWriter(Connection connection)
{
    private readonly Statement _lastRun = connection.Prepare("select first, positions from runs where stream = ?1 order by first desc limit 1");
    private readonly Statement _putRun = connection.Prepare("insert or replace into runs (stream, first, positions) values (?1, ?2, ?3)");
    private readonly CommitIndex _commits = new(connection);
    private readonly Statement _mark = connection.Prepare("update mark set position = ?1, reached = ?2, checksum = ?3 where position < ?1 or reached < ?2");
    private readonly HiddenEventRemover _hidden = new(connection);

    private readonly Statement _putStream = connection.Prepare("""
        insert or replace into streams (stream, head, token, truncated_before, deleted_through, tombstoned, checksum) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """);

    public void Write(IndexBatch batch)
    {
        foreach (var (name, stream) in batch.Streams)
        {
            WriteRuns(name, stream);
            WriteState(name, stream.State);
            if (batch.Hidden.ContainsKey(name)) _hidden.Remove(name, stream.State);
        }
        _commits.Add(batch.Commits);
        WriteMark(new LogTip(batch.Last, batch.Last));
    }

    /// <summary>Writes how far the log goes, and up to where it is indexed.</summary>
    public void WriteMark(LogTip tip) => _mark.Bind(1, tip.Mark).Bind(2, tip.Last).Bind(3, IndexReader.MarkChecksum(tip.Mark, tip.Last)).Execute();

    /// <summary>Fills the stream's last run and adds new ones, so that a stream that grows slowly does not end in many short runs.</summary>
    private void WriteRuns(string name, TailStream stream)
    {
        if (stream.Positions.Count == 0) return;
        var first = stream.FirstVersion;
        var positions = new List<long>(stream.Positions.Count);
        try
        {
            if (_lastRun.BindText(1, name).Step()) PackedPositions.Read(_lastRun.Bytes(1), positions);
            if (positions.Count is > 0 and < PackedPositions.MaxCount && _lastRun.Int64(0) + positions.Count == first) first = _lastRun.Int64(0);
            else positions.Clear();
        }
        finally
        {
            _lastRun.Reset();
        }
        positions.AddRange(stream.Positions);
        for (var at = 0; at < positions.Count; at += PackedPositions.MaxCount)
        {
            var run = CollectionsMarshal.AsSpan(positions).Slice(at, Math.Min(PackedPositions.MaxCount, positions.Count - at));
            _putRun.BindText(1, name).Bind(2, first + at).Bind(3, PackedPositions.Write(run)).Execute();
        }
    }

    private void WriteState(string name, in StreamState state) =>
        _putStream.BindText(1, name).Bind(2, state.Head).Bind(3, state.Token).Bind(4, state.TruncatedBefore).Bind(5, state.DeletedThrough)
            .Bind(6, state.Tombstoned ? 1 : 0).Bind(7, IndexReader.Checksum(name, state)).Execute();
}
