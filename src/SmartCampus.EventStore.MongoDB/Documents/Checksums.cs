using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace SmartCampus.Events;

/// <summary>XXH3 over what is stored: finds accidents, and is no defence against somebody who can write to the database.</summary>
internal static class Checksums
{
    public static long OfPayload(ReadOnlySpan<byte> data, ReadOnlySpan<byte> metadata)
    {
        var hash = new XxHash3();
        Add(hash, data.Length);
        hash.Append(data);
        hash.Append(metadata);
        return (long)hash.GetCurrentHashAsUInt64();
    }

    /// <summary>The entry without its payload, together with the commit's fields and its place in it: an entry that was moved is found as well.</summary>
    public static long OfHeader(Commit commit, int index)
    {
        var entry = commit.Entries[index];
        var hash = new XxHash3();
        Span<byte> id = stackalloc byte[16];
        commit.Id.TryWriteBytes(id, bigEndian: true, out _);
        hash.Append(id);
        BinaryPrimitives.WriteUInt128LittleEndian(id, commit.Hash);
        hash.Append(id);
        foreach (var number in (ReadOnlySpan<long>)[
            commit.PositionOf(index), commit.Last, commit.At, (long)entry.Kind, entry.Slot, entry.Version, entry.Token, entry.TruncatedBefore,
            entry.DeletedAt, entry.SchemaVersion, entry.PayloadSum])
            Add(hash, number);
        Add(hash, entry.Stream);
        Add(hash, entry.EventType);
        return (long)hash.GetCurrentHashAsUInt64();
    }

    public static long OfSnapshot(Snapshot snapshot, long position)
    {
        var hash = new XxHash3();
        Add(hash, position);
        Add(hash, snapshot.Version.Value);
        Add(hash, snapshot.Stream.Value);
        Add(hash, snapshot.Schema);
        hash.Append(snapshot.State.Span);
        return (long)hash.GetCurrentHashAsUInt64();
    }

    private static void Add(XxHash3 hash, string text)
    {
        Add(hash, text.Length);
        hash.Append(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Add(XxHash3 hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.Append(bytes);
    }
}
