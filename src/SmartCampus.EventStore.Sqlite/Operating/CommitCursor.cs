using System.Buffers.Binary;

namespace SmartCampus.Events;

/// <summary>Walks over the commits of the index in the order of their positions. SQLite sorts them, in a file of its own when they are many.</summary>
internal sealed class CommitCursor(Connection connection, long mark, IntegrityFindings findings)
{
    private readonly Statement _rows = connection.Prepare("select commit_id, hash, position, streams, next, checksum from ids where commit_id > x'' order by position");
    private IndexedCommit? _current;
    private bool _isAtEnd;
    private long _covered;

    /// <summary>Where the commit begins that was reached last; beyond every position after the last one.</summary>
    public long NextFirst => _current?.First ?? long.MaxValue;

    /// <summary>Gives the commit that a position belongs to, or null. Positions only grow.</summary>
    public IndexedCommit? MoveTo(long position)
    {
        while (!_isAtEnd && (_current is null || _current.Last < position)) Next();
        return _current is { } commit && commit.First <= position && position <= commit.Last ? commit : null;
    }

    private void Next()
    {
        _covered = Math.Max(_covered, _current?.Last ?? 0);
        _current = null;
        _isAtEnd = !_rows.Step();
        if (_isAtEnd) return;
        ReadOnlySpan<byte> id = _rows.Bytes(0), hash = _rows.Bytes(1);
        var position = _rows.Int64(2);
        if (id.Length != 16 || hash.Length != 16 ||
            new CommitChain.Link(id.ToArray(), hash.ToArray(), position, _rows.Bytes(3).ToArray(), _rows.Bytes(4).ToArray()).Checksum != _rows.Int64(5))
        {
            findings.Add(Math.Max(0, position), "The index entry of the commit that ends there is not what was written.");
            return;
        }
        _current = new IndexedCommit(
            new Guid(id, bigEndian: true), new CommitRecord(BinaryPrimitives.ReadUInt128LittleEndian(hash), position, CommitRecordFormat.Read(_rows.Bytes(3))), hash.ToArray());
        if (position > mark) findings.Add(position, $"Commit {_current.Id} is in the index, which ends before it, at {mark}.");
        if (_current.First <= _covered) findings.Add(_current.First, $"Commit {_current.Id} has a position of another commit by the index.");
    }
}
