using System.Buffers.Binary;

namespace SmartCampus.Events;

/// <summary>A commit in a block: its id (16 bytes, big-endian), its hash (16 bytes), its last position, and the length of what <see cref="CommitRecordFormat"/> says of its streams, with that; numbers are varints.</summary>
internal readonly ref struct CommitEntry
{
    private readonly ReadOnlySpan<byte> _hash, _streams;

    private CommitEntry(Guid id, ReadOnlySpan<byte> hash, long position, ReadOnlySpan<byte> streams, ReadOnlySpan<byte> bytes)
    {
        (Id, Position) = (id, position);
        _hash = hash;
        _streams = streams;
        Bytes = bytes;
    }

    public Guid Id { get; }

    public long Position { get; }

    /// <summary>The entry as it is stored.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public CommitRecord ToRecord() => new(BinaryPrimitives.ReadUInt128LittleEndian(_hash), Position, CommitRecordFormat.Read(_streams));

    /// <summary>Takes the first entry of several.</summary>
    public static CommitEntry Take(ref ReadOnlySpan<byte> from)
    {
        var start = from;
        var id = from[..16];
        var hash = from[16..32];
        from = from[32..];
        var position = Varint.Read(ref from);
        var length = (int)Varint.Read(ref from);
        var streams = from[..length];
        from = from[length..];
        return new CommitEntry(new Guid(id, bigEndian: true), hash, position, streams, start[..^from.Length]);
    }

    /// <param name="id">The commit's id.</param>
    /// <param name="record">What it was used for.</param>
    /// <param name="to">Where to write the entry.</param>
    /// <param name="scratch">Used on the way.</param>
    public static void Write(Guid id, CommitRecord record, ByteWriter to, ByteWriter scratch)
    {
        Span<byte> sixteen = stackalloc byte[16];
        id.TryWriteBytes(sixteen, bigEndian: true, out _);
        to.Bytes(sixteen);
        BinaryPrimitives.WriteUInt128LittleEndian(sixteen, record.Hash);
        to.Bytes(sixteen);
        to.Varint(record.Position);
        scratch.Clear();
        CommitRecordFormat.Write(record.Streams, scratch);
        to.Varint(scratch.Length);
        to.Bytes(scratch.Written);
    }
}
