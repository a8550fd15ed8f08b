using System.Buffers.Binary;
using System.IO.Hashing;

namespace SmartCampus.Events;

/// <summary>Checksums of what is stored: XXH3 (https://xxhash.com), which finds accidents and is no defence against forgery.</summary>
internal static class Checksums
{
    /// <summary>The size of <see cref="WriteContent"/>'s result.</summary>
    public const int ContentSize = 40;

    private const int HeaderSize = 80;

    public static ulong Of(ReadOnlySpan<byte> bytes) => XxHash3.HashToUInt64(bytes);

    /// <summary>Sums up what an event is apart from its place; done before the writer, and part of the commit's hash.</summary>
    public static void WriteContent(Span<byte> to, ulong stream, ulong type, int schemaVersion, ReadOnlySpan<byte> data, ReadOnlySpan<byte> metadata)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to, stream);
        BinaryPrimitives.WriteUInt64LittleEndian(to[8..], type);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], schemaVersion);
        BinaryPrimitives.WriteUInt64LittleEndian(to[24..], Of(data));
        BinaryPrimitives.WriteUInt64LittleEndian(to[32..], Of(metadata));
    }

    /// <summary>The checksum of what places an entry in the log: all that the index is made of, so that it is verified without the payload.</summary>
    /// <param name="stream">The hash of the stream's name.</param>
    /// <param name="position">The entry's position.</param>
    /// <param name="kind">The entry's kind.</param>
    /// <param name="version">The entry's version.</param>
    /// <param name="token">The fencing token.</param>
    /// <param name="commitId">16 bytes, or none.</param>
    /// <param name="commitHash">16 bytes, or none.</param>
    public static long OfHeader(
        ulong stream, long position, EntryKind kind, long version, long token, ReadOnlySpan<byte> commitId, ReadOnlySpan<byte> commitHash)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        header.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(header, stream);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], position);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], (long)kind);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], version);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], token);
        header[40] = (byte)commitId.Length;
        header[41] = (byte)commitHash.Length;
        if (commitId.Length <= 16) commitId.CopyTo(header[48..]);
        if (commitHash.Length <= 16) commitHash.CopyTo(header[64..]);
        return (long)XxHash3.HashToUInt64(header);
    }

    /// <summary>The checksum of a whole entry.</summary>
    /// <param name="content">What <see cref="WriteContent"/> gave.</param>
    /// <param name="header">What <see cref="OfHeader"/> gave.</param>
    /// <param name="recordedAt">Ticks in UTC.</param>
    public static long OfEntry(ReadOnlySpan<byte> content, long header, long recordedAt)
    {
        Span<byte> entry = stackalloc byte[ContentSize + 16];
        content.CopyTo(entry);
        BinaryPrimitives.WriteInt64LittleEndian(entry[ContentSize..], header);
        BinaryPrimitives.WriteInt64LittleEndian(entry[(ContentSize + 8)..], recordedAt);
        return (long)XxHash3.HashToUInt64(entry);
    }

    /// <summary>The checksum of a row of one of the other tables.</summary>
    public static long OfRow(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, long a = 0, long b = 0, long c = 0, long d = 0, long e = 0)
    {
        Span<byte> row = stackalloc byte[56];
        BinaryPrimitives.WriteUInt64LittleEndian(row, Of(key));
        BinaryPrimitives.WriteUInt64LittleEndian(row[8..], Of(value));
        BinaryPrimitives.WriteInt64LittleEndian(row[16..], a);
        BinaryPrimitives.WriteInt64LittleEndian(row[24..], b);
        BinaryPrimitives.WriteInt64LittleEndian(row[32..], c);
        BinaryPrimitives.WriteInt64LittleEndian(row[40..], d);
        BinaryPrimitives.WriteInt64LittleEndian(row[48..], e);
        return (long)XxHash3.HashToUInt64(row);
    }
}
