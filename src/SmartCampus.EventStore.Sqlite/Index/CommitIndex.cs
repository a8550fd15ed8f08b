namespace SmartCampus.Events;

/// <summary>
/// What commit ids were used for, in blocks of about a page, in the order of the ids. Each block names the beginning of the next one, so
/// that a block that is lost is missed when one of its ids is looked for, and is not taken for commits that never were. New ids of
/// version 7 are above all others and fill the last block; others are merged into the block that they belong to.
/// </summary>
internal sealed class CommitIndex(Connection connection)
{
    /// <summary>A block and its keys fit on a page of 4 KiB, unless a single commit is larger.</summary>
    private const int MaxBytes = 3_800;

    private readonly Statement _atOrBelow = connection.Prepare($"select {CommitBlock.Columns} from commits where first <= ?1 order by first desc limit 1");
    private readonly Statement _put = connection.Prepare($"insert or replace into commits ({CommitBlock.Columns}) values (?1, coalesce(?2, x''), ?3, ?4)");
    private readonly ByteWriter _bytes = new();
    private readonly ByteWriter _scratch = new();

    /// <summary>Makes the first block, in an empty table.</summary>
    public void Begin() => Put(Guid.Empty, [], Guid.Empty);

    /// <exception cref="CorruptEventException">The id's block is not what was written, or is lost.</exception>
    public CommitRecord? Find(Guid id)
    {
        ReadOnlySpan<byte> rest = BlockOf(id).Commits;
        while (!rest.IsEmpty)
        {
            var entry = CommitEntry.Take(ref rest);
            if (entry.Id == id) return entry.ToRecord();
        }
        return null;
    }

    /// <summary>Gives the greatest id; the empty one when there is none.</summary>
    /// <exception cref="CorruptEventException">The last block is not what was written, or is lost.</exception>
    public Guid Greatest()
    {
        ReadOnlySpan<byte> rest = BlockOf(Guid.AllBitsSet).Commits;
        var greatest = Guid.Empty;
        while (!rest.IsEmpty) greatest = CommitEntry.Take(ref rest).Id;
        return greatest;
    }

    /// <summary>Adds commits, which are in the order of their ids.</summary>
    /// <exception cref="CorruptEventException">A block that is to hold one of them is not what was written, or is lost.</exception>
    public void Add(ReadOnlySpan<(Guid Id, CommitRecord Record)> commits)
    {
        while (!commits.IsEmpty)
        {
            var block = BlockOf(commits[0].Id);
            var count = 1;
            while (count < commits.Length && !block.EndsBefore(commits[count].Id)) count++;
            Merge(block, commits[..count]);
            commits = commits[count..];
        }
    }

    private CommitBlock BlockOf(Guid id)
    {
        Span<byte> key = stackalloc byte[16];
        id.TryWriteBytes(key, bigEndian: true, out _);
        if (!_atOrBelow.Bind(1, key).Step()) throw new CorruptEventException(default, "the index of commits has lost its beginning.");
        CommitBlock block;
        try
        {
            block = CommitBlock.Read(_atOrBelow);
        }
        finally
        {
            _atOrBelow.Reset();
        }
        return !block.EndsBefore(id) ? block : throw new CorruptEventException(default, $"the index of the commits from {block.Next} on is missing.");
    }

    /// <summary>Writes a block again with more commits, as several blocks when they do not fit.</summary>
    private void Merge(CommitBlock block, ReadOnlySpan<(Guid Id, CommitRecord Record)> added)
    {
        ReadOnlySpan<byte> old = block.Commits;
        var first = block.First;
        _bytes.Clear();
        while (!old.IsEmpty || !added.IsEmpty)
        {
            var start = _bytes.Length;
            var id = Append(ref old, ref added);
            if (_bytes.Length <= MaxBytes || start == 0) continue;
            Put(first, _bytes.Written[..start], id);
            _bytes.RemoveFirst(start);
            first = id;
        }
        Put(first, _bytes.Written, block.Next);
    }

    private Guid Append(ref ReadOnlySpan<byte> old, ref ReadOnlySpan<(Guid Id, CommitRecord Record)> added)
    {
        if (!old.IsEmpty)
        {
            var rest = old;
            var entry = CommitEntry.Take(ref rest);
            if (added.IsEmpty || entry.Id.CompareTo(added[0].Id) < 0)
            {
                _bytes.Bytes(entry.Bytes);
                old = rest;
                return entry.Id;
            }
        }
        var (id, record) = added[0];
        CommitEntry.Write(id, record, _bytes, _scratch);
        added = added[1..];
        return id;
    }

    private void Put(Guid first, ReadOnlySpan<byte> commits, Guid next)
    {
        Span<byte> from = stackalloc byte[16], to = stackalloc byte[16];
        first.TryWriteBytes(from, bigEndian: true, out _);
        next.TryWriteBytes(to, bigEndian: true, out _);
        _put.Bind(1, from).Bind(2, commits).Bind(3, to).Bind(4, CommitBlock.Checksum(from, commits, to)).Execute();
    }
}
