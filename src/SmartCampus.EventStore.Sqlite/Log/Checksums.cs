using System.Buffers.Binary;
using System.IO.Hashing;

namespace SmartCampus.Events;

/// <summary>Checksums of what is stored: XXH3 (https://xxhash.com), which finds accidents and is no defence against forgery.</summary>
internal static class Checksums
{
    /// <summary>The size of <see cref="WriteContent"/>'s result.</summary>
    public const int ContentSize = 40;

    private const int EntrySize = ContentSize + 80;

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

    /// <summary>The checksum of an entry: of its content and its place.</summary>
    /// <param name="content">What <see cref="WriteContent"/> gave.</param>
    /// <param name="position">The entry's position.</param>
    /// <param name="kind">The entry's kind.</param>
    /// <param name="version">The entry's version.</param>
    /// <param name="token">The fencing token.</param>
    /// <param name="recordedAt">Ticks in UTC.</param>
    /// <param name="commitId">16 bytes, or none.</param>
    /// <param name="commitHash">16 bytes, or none.</param>
    public static long OfEntry(
        ReadOnlySpan<byte> content, long position, EntryKind kind, long version, long token, long recordedAt,
        ReadOnlySpan<byte> commitId, ReadOnlySpan<byte> commitHash)
    {
        Span<byte> entry = stackalloc byte[EntrySize];
        entry.Clear();
        content.CopyTo(entry);
        var place = entry[ContentSize..];
        BinaryPrimitives.WriteInt64LittleEndian(place, position);
        BinaryPrimitives.WriteInt64LittleEndian(place[8..], (long)kind);
        BinaryPrimitives.WriteInt64LittleEndian(place[16..], version);
        BinaryPrimitives.WriteInt64LittleEndian(place[24..], token);
        BinaryPrimitives.WriteInt64LittleEndian(place[32..], recordedAt);
        place[40] = (byte)commitId.Length;
        place[41] = (byte)commitHash.Length;
        if (commitId.Length <= 16) commitId.CopyTo(place[48..]);
        if (commitHash.Length <= 16) commitHash.CopyTo(place[64..]);
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
