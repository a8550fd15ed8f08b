using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SmartCampus.Events;

/// <summary>Writes the index in memory to disk, in the order of the keys, inside the caller's write transaction.</summary>
internal sealed class IndexWriter(Connection connection)
{
    private readonly Statement _lastRun = connection.Prepare("select first, positions from runs where stream = ?1 order by first desc limit 1");
    private readonly Statement _putRun = connection.Prepare("insert or replace into runs (stream, first, positions) values (?1, ?2, ?3)");
    private readonly Statement _putCommit = connection.Prepare("insert into ids (commit_id, hash, position, streams, checksum) values (?1, ?2, ?3, ?4, ?5)");
    private readonly Statement _mark = connection.Prepare("update mark set position = ?1, checksum = ?2");
    private readonly ByteWriter _bytes = new();
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
        foreach (var (id, record) in batch.Commits) WriteCommit(id, record);
        _mark.Bind(1, batch.Last).Bind(2, IndexReader.MarkChecksum(batch.Last)).Execute();
    }

    /// <summary>Fills the stream's last run and adds new ones, so that a stream that grows slowly does not end in many short runs.</summary>
    private void WriteRuns(string name, TailStream stream)
    {
        if (stream.Positions.Count == 0) return;
        var first = stream.FirstVersion;
        var positions = new List<long>(stream.Positions.Count);
        if (_lastRun.BindText(1, name).Step())
        {
            PackedPositions.Read(_lastRun.Bytes(1), positions);
            if (positions.Count < PackedPositions.MaxCount && _lastRun.Int64(0) + positions.Count == first) first = _lastRun.Int64(0);
            else positions.Clear();
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

    private void WriteCommit(Guid id, CommitRecord record)
    {
        Span<byte> key = stackalloc byte[16], hash = stackalloc byte[16];
        id.TryWriteBytes(key, bigEndian: true, out _);
        BinaryPrimitives.WriteUInt128LittleEndian(hash, record.Hash);
        _bytes.Clear();
        CommitRecordFormat.Write(record.Streams, _bytes);
        _putCommit.Bind(1, key).Bind(2, hash).Bind(3, record.Position).Bind(4, _bytes.Written)
            .Bind(5, IndexReader.Checksum(key, hash, record.Position, _bytes.Written)).Execute();
    }
}
