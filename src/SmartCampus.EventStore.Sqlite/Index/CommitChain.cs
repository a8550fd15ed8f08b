using System.Buffers.Binary;

namespace SmartCampus.Events;

/// <summary>
/// The rows of <c>ids</c>, each of which names the id of the next one: a row that is lost is missed when its id is looked for, and is
/// not taken for a commit that never was. The chain begins with a row of its own, whose id is empty.
/// </summary>
internal sealed class CommitChain(Connection connection)
{
    private readonly Statement _atOrBelow = connection.Prepare("""
        select commit_id, hash, position, streams, next, checksum from ids where commit_id <= coalesce(?1, x'') order by commit_id desc limit 1
        """);

    private readonly Statement _insert = connection.Prepare(
        "insert into ids (commit_id, hash, position, streams, next, checksum) values (coalesce(?1, x''), ?2, ?3, coalesce(?4, x''), coalesce(?5, x''), ?6)");

    private readonly Statement _link = connection.Prepare("update ids set next = coalesce(?2, x''), checksum = ?3 where commit_id = coalesce(?1, x'')");

    /// <summary>Begins the chain in an empty table.</summary>
    public void Begin() => Insert(new Link([], new byte[16], 0, [], []));

    /// <summary>Gives the row of an id, or else the one before it.</summary>
    /// <exception cref="CorruptEventException">It is not what was written, or the row of the id is lost.</exception>
    public Link AtOrBelow(ReadOnlySpan<byte> id)
    {
        if (!_atOrBelow.Bind(1, id).Step()) throw new CorruptEventException(default, "the index of commits has lost its beginning.");
        var link = new Link(
            _atOrBelow.Bytes(0).ToArray(), _atOrBelow.Bytes(1).ToArray(), _atOrBelow.Int64(2), _atOrBelow.Bytes(3).ToArray(), _atOrBelow.Bytes(4).ToArray());
        var checksum = _atOrBelow.Int64(5);
        _atOrBelow.Reset();
        if (link.Hash.Length != 16 || checksum != link.Checksum)
            throw new CorruptEventException(new GlobalPosition(link.Position), $"the index entry of commit {Text(link.Id)} is not what was written.");
        if (!link.IsFollowedAbove(id)) throw new CorruptEventException(new GlobalPosition(link.Position), $"the index entry of commit {Text(link.Next)} is missing.");
        return link;
    }

    /// <summary>Adds rows in the order of their ids; where no row lies between them, each is written once.</summary>
    public void Add(IEnumerable<(Guid Id, CommitRecord Record)> commits)
    {
        Link? pending = null;
        var bytes = new ByteWriter();
        foreach (var (id, record) in commits)
        {
            var added = Link.Of(id, record, bytes);
            if (pending is { } before && before.IsFollowedAbove(added.Id))
            {
                added.Next = before.Next;
                before.Next = added.Id;
                Insert(before);
            }
            else
            {
                if (pending is not null) Insert(pending);
                before = AtOrBelow(added.Id);
                added.Next = before.Next;
                before.Next = added.Id;
                _link.Bind(1, before.Id).Bind(2, before.Next).Bind(3, before.Checksum).Execute();
            }
            pending = added;
        }
        if (pending is not null) Insert(pending);
    }

    /// <summary>Notes where the chain is broken.</summary>
    public static void Check(Connection connection, IntegrityFindings findings)
    {
        using var rows = connection.Prepare("select position, next, lead(commit_id, 1, x'') over (order by commit_id) from ids order by commit_id");
        while (rows.Step())
        {
            if (!rows.Bytes(1).SequenceEqual(rows.Bytes(2))) findings.Add(rows.Int64(0), $"Commit {Text(rows.Bytes(1).ToArray())} is missing from the index.");
        }
    }

    private void Insert(Link link) =>
        _insert.Bind(1, link.Id).Bind(2, link.Hash).Bind(3, link.Position).Bind(4, link.Streams).Bind(5, link.Next).Bind(6, link.Checksum).Execute();

    private static string Text(byte[] id) => id.Length == 16 ? new Guid(id, bigEndian: true).ToString() : "none";

    /// <summary>A row.</summary>
    internal sealed class Link(byte[] id, byte[] hash, long position, byte[] streams, byte[] next)
    {
        /// <summary>The commit's id, big-endian; empty in the first row.</summary>
        public byte[] Id => id;

        public byte[] Hash => hash;

        public long Position => position;

        public byte[] Streams => streams;

        /// <summary>The id in the next row; empty in the last one.</summary>
        public byte[] Next { get; set; } = next;

        public long Checksum => Checksums.OfRow(
            id, streams, BinaryPrimitives.ReadInt64LittleEndian(hash), BinaryPrimitives.ReadInt64LittleEndian(hash.AsSpan(8)), position, Next.Length == 0 ? 0 : (long)Checksums.Of(Next));

        public static Link Of(Guid id, CommitRecord record, ByteWriter bytes)
        {
            var hash = new byte[16];
            BinaryPrimitives.WriteUInt128LittleEndian(hash, record.Hash);
            bytes.Clear();
            CommitRecordFormat.Write(record.Streams, bytes);
            return new Link(id.ToByteArray(bigEndian: true), hash, record.Position, bytes.ToArray(), []);
        }

        public bool IsFollowedAbove(ReadOnlySpan<byte> other) => Next.Length == 0 || other.SequenceCompareTo(Next) < 0;
    }
}
