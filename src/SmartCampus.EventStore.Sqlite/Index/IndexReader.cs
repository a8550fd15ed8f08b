using System.Buffers.Binary;
using System.Text;

namespace SmartCampus.Events;

/// <summary>Reads the index on disk and the part of the log that it does not cover yet, over one connection.</summary>
internal sealed class IndexReader(Connection connection)
{
    private readonly Statement _tip = connection.Prepare("select coalesce((select max(position) from events), 0), position, reached, checksum from mark");

    // One statement, so that no index written in between makes the two tables look at odds.
    private readonly Statement _state = connection.Prepare("""
        select case when s.stream is not null then 1 when exists (select 1 from runs where stream = ?1) then 2 else 0 end,
            s.head, s.token, s.truncated_before, s.deleted_through, s.tombstoned, s.checksum
        from (select 1) left join streams s on s.stream = ?1
        """);

    private readonly Statement _runs = connection.Prepare("""
        select first, positions from runs
        where stream = ?1 and first >= coalesce((select max(first) from runs where stream = ?1 and first <= ?2), 0) and first <= ?3 order by first
        """);

    private readonly CommitIndex _commits = new(connection);

    private readonly Statement _entries = connection.Prepare(
        "select position, kind, stream, version, token, commit_id, commit_hash, header_checksum from events where position > ?1 order by position");

    /// <summary>The last position given, and the last one that the index covers.</summary>
    /// <exception cref="CorruptEventException">The mark is not what was written, or the log ends before what it had reached.</exception>
    public LogTip Tip()
    {
        var isThere = _tip.Step();
        var tip = new LogTip(_tip.Int64(0), _tip.Int64(1));
        var reached = _tip.Int64(2);
        var isSound = isThere && _tip.Int64(3) == MarkChecksum(tip.Mark, reached);
        _tip.Reset();
        if (isSound && tip.Last < reached) throw new CorruptEventException(new GlobalPosition(tip.Last + 1), "the end of the log is missing.");
        // The last entry of the log is never removed, so that the mark cannot be above it.
        return isSound && tip.Mark <= tip.Last
            ? tip
            : throw new CorruptEventException(new GlobalPosition(tip.Last), "the mark up to which the log is indexed is not what was written.");
    }

    /// <param name="position">Up to which position the log is indexed.</param>
    /// <param name="reached">A position that the log had reached when the mark was written.</param>
    public static long MarkChecksum(long position, long reached) => Checksums.OfRow([], [], position, reached);

    /// <summary>Gives a stream's state at the mark.</summary>
    /// <exception cref="CorruptEventException">It is not what was written, or is lost while the stream's events are in the index.</exception>
    public StreamState State(string stream)
    {
        _state.BindText(1, stream).Step();
        var (isThere, isLost) = (_state.Int64(0) == 1, _state.Int64(0) == 2);
        var state = new StreamState(_state.Int64(1), _state.Int64(2), _state.Int64(3), _state.Int64(4), _state.Int64(5) != 0);
        var checksum = _state.Int64(6);
        _state.Reset();
        return !isLost && (!isThere || checksum == Checksum(stream, state)) ? state : throw new CorruptEventException(default, $"the index entry of stream '{stream}' is not what was written.");
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

    /// <exception cref="CorruptEventException">Its place in the index is not what was written, or is lost.</exception>
    public CommitRecord? Commit(Guid commitId) => _commits.Find(commitId);

    /// <summary>Gives an id that no commit in the index is above.</summary>
    public Guid GreatestCommit()
    {
        try
        {
            return _commits.Greatest();
        }
        catch (CorruptEventException)
        {
            // An id that is damaged or lost may have been greater: now all are looked up, and whoever needs this one is told.
            return Guid.AllBitsSet;
        }
    }

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
        var (position, kind, version, token) = (_entries.Int64(0), (EntryKind)_entries.Int64(1), _entries.Int64(3), _entries.Int64(4));
        ReadOnlySpan<byte> stream = _entries.Bytes(2), id = _entries.Bytes(5), hash = _entries.Bytes(6);
        if (Checksums.OfHeader(Checksums.Of(stream), position, kind, version, token, id, hash) != _entries.Int64(7))
            throw new CorruptEventException(new GlobalPosition(position), "the checksum of the entry's header is wrong.");
        return new LogEntry(
            position, kind, Encoding.UTF8.GetString(stream), version, token,
            id.Length == 16 ? new Guid(id, bigEndian: true) : default, hash.Length == 16 ? BinaryPrimitives.ReadUInt128LittleEndian(hash) : null);
    }
}
