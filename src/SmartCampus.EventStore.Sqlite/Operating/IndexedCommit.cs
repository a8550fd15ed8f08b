using System.Buffers.Binary;

namespace SmartCampus.Events;

/// <summary>A commit as the index has it: its positions follow each other, in the order of its streams and their versions.</summary>
internal sealed class IndexedCommit(Guid id, CommitRecord record)
{
    private readonly byte[] _hash = HashOf(record);

    public Guid Id => id;

    public long First { get; } = record.Position + 1 - record.Streams.Sum(s => s.Last.Value - s.First.Value + 1);

    public long Last => record.Position;

    /// <summary>Gives what lies at one of its positions; the hash is empty but for the last one.</summary>
    public (string Stream, long Version, byte[] Hash) At(long position)
    {
        var offset = position - First;
        foreach (var part in record.Streams)
        {
            var count = part.Last.Value - part.First.Value + 1;
            if (offset < count) return (part.Stream.Value, part.First.Value + offset, position == Last ? _hash : []);
            offset -= count;
        }
        throw new ArgumentOutOfRangeException(nameof(position));
    }

    private static byte[] HashOf(CommitRecord record)
    {
        var hash = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(hash, record.Hash);
        return hash;
    }
}
