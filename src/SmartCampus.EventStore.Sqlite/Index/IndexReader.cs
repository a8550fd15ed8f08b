using System.Buffers.Binary;
using System.Text;

namespace SmartCampus.Events;

/// <summary>Reads the index on disk and the part of the log that it does not cover yet, over one connection.</summary>
internal sealed class IndexReader(Connection connection)
{
    private readonly Statement _tip = connection.Prepare("select coalesce((select max(position) from events), 0), (select position from mark)");

    private readonly Statement _state = connection.Prepare(
        "select head, token, truncated_before, deleted_through, tombstoned, checksum from streams where stream = ?1");

    private readonly Statement _runs = connection.Prepare("""
        select first, positions from runs
        where stream = ?1 and first >= coalesce((select max(first) from runs where stream = ?1 and first <= ?2), 0) and first <= ?3 order by first
        """);

    private readonly Statement _commit = connection.Prepare("select hash, position, streams, checksum from ids where commit_id = ?1");

    private readonly Statement _entries = connection.Prepare(
        "select position, kind, stream, version, token, commit_id, commit_hash from events where position > ?1 order by position");

    /// <summary>The last position given, and the last one that the index covers.</summary>
    public LogTip Tip()
    {
        _tip.Step();
        var tip = new LogTip(Math.Max(_tip.Int64(0), _tip.Int64(1)), _tip.Int64(1));
        _tip.Reset();
        return tip;
    }

    /// <summary>Gives a stream's state at the mark.</summary>
    public StreamState State(string stream)
    {
        if (!_state.BindText(1, stream).Step()) return default;
        var state = new StreamState(_state.Int64(0), _state.Int64(1), _state.Int64(2), _state.Int64(3), _state.Int64(4) != 0);
        var checksum = _state.Int64(5);
        _state.Reset();
        return checksum == Checksum(stream, state) ? state : throw new CorruptEventException(default, $"the index entry of stream '{stream}' is not what was written.");
    }

    public static long Checksum(string stream, StreamState state) => Checksums.OfRow(
        Encoding.UTF8.GetBytes(stream), [], state.Head, state.Token, state.TruncatedBefore, state.DeletedThrough, state.Tombstoned ? 1 : 0);

    /// <summary>Adds the positions of a stream's versions, as far as the index covers them.</summary>
    public void Positions(string stream, long from, long to, List<long> positions)
    {
        if (from > to) return;
        var run = new List<long>(PackedPositions.MaxCount);
        _runs.BindText(1, stream).Bind(2, from).Bind(3, to);
        try
        {
            while (_runs.Step())
            {
                run.Clear();
                PackedPositions.Read(_runs.Bytes(1), run);
                var first = _runs.Int64(0);
                for (var version = Math.Max(first, from + positions.Count); version <= to && version < first + run.Count; version++)
                {
                    if (version != from + positions.Count) return;
                    positions.Add(run[(int)(version - first)]);
                }
            }
        }
        catch (FormatException e)
        {
            throw new CorruptEventException(default, $"the index of stream '{stream}' is not what was written.", e);
        }
        finally
        {
            _runs.Reset();
        }
    }

    public CommitRecord? Commit(Guid commitId)
    {
        Span<byte> id = stackalloc byte[16];
        commitId.TryWriteBytes(id, bigEndian: true, out _);
        if (!_commit.Bind(1, id).Step()) return null;
        try
        {
            var hash = _commit.Bytes(0);
            var position = _commit.Int64(1);
            if (hash.Length != 16 || Checksum(id, hash, position, _commit.Bytes(2)) != _commit.Int64(3))
                throw new CorruptEventException(new GlobalPosition(position), $"the index entry of commit {commitId} is not what was written.");
            return new CommitRecord(BinaryPrimitives.ReadUInt128LittleEndian(hash), position, CommitRecordFormat.Read(_commit.Bytes(2)));
        }
        finally
        {
            _commit.Reset();
        }
    }

    public static long Checksum(ReadOnlySpan<byte> id, ReadOnlySpan<byte> hash, long position, ReadOnlySpan<byte> streams) =>
        Checksums.OfRow(id, streams, BinaryPrimitives.ReadInt64LittleEndian(hash), BinaryPrimitives.ReadInt64LittleEndian(hash[8..]), position);

    /// <summary>Gives the entries of the log after a position; read them to the end, in a transaction with what they shall fit.</summary>
    public IEnumerable<LogEntry> EntriesAfter(long position)
    {
        _entries.Bind(1, position);
        try
        {
            while (_entries.Step()) yield return Entry();
        }
        finally
        {
            _entries.Reset();
        }
    }

    private LogEntry Entry()
    {
        ReadOnlySpan<byte> id = _entries.Bytes(5), hash = _entries.Bytes(6);
        return new LogEntry(
            _entries.Int64(0), (EntryKind)_entries.Int64(1), _entries.Text(2), _entries.Int64(3), _entries.Int64(4),
            id.Length == 16 ? new Guid(id, bigEndian: true) : default, hash.Length == 16 ? BinaryPrimitives.ReadUInt128LittleEndian(hash) : null);
    }
}
