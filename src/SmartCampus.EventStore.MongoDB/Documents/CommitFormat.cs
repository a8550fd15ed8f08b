using System.Buffers.Binary;
using MongoDB.Bson;

namespace SmartCampus.Events;

/// <summary>Commits as documents: <c>{ _id, p, n, at, h, e: [ { s, k, v, t, tb, dv, c, type, sv, data, meta, ds, sum } ] }</c>.</summary>
/// <remarks>Fields that are 0 or empty are left out. <c>gone</c> takes the place of data and metadata that were removed.</remarks>
internal static class CommitFormat
{
    /// <summary>The stream of fillers, one slot a position: two documents without entries would collide in the index of slots.</summary>
    public const string FillerStream = "$gap";

    public static BsonValue IdOf(Guid id) => new BsonBinaryData(id, GuidRepresentation.Standard);

    public static BsonDocument Filler(long position) => new()
    {
        { "_id", position }, { "p", position }, { "n", 1 },
        { "e", new BsonArray { new BsonDocument { { "s", FillerStream }, { "k", position } } } },
    };

    public static BsonDocument Write(Commit commit)
    {
        var hash = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(hash, commit.Hash);
        return new BsonDocument
        {
            { "_id", IdOf(commit.Id) }, { "p", commit.Last }, { "n", commit.Entries.Count }, { "at", commit.At }, { "h", new BsonBinaryData(hash) },
            { "e", new BsonArray(commit.Entries.Select(Write)) },
        };
    }

    /// <exception cref="CorruptEventException">It is no commit, or nothing in it confirms its position.</exception>
    public static Commit Read(BsonDocument document)
    {
        try
        {
            var commit = ReadChecked(document);
            commit.VerifyPosition();
            return commit;
        }
        catch (Exception e) when (e is InvalidCastException or KeyNotFoundException or FormatException or ArgumentException or InvalidOperationException)
        {
            var position = document.TryGetValue("p", out var p) && p.IsInt64 ? Math.Max(0, p.AsInt64) : 0;
            throw new CorruptEventException(new GlobalPosition(position), $"the document is no commit ({e.Message}).", e);
        }
    }

    private static Commit ReadChecked(BsonDocument document)
    {
        var entries = document["e"].AsBsonArray.Select(e => ReadEntry(e.AsBsonDocument)).ToArray();
        var last = document["p"].AsInt64;
        if (entries.Length == 0 || document["n"].AsInt32 != entries.Length || last < entries.Length)
            throw new FormatException($"{entries.Length} entries, {document["n"]} expected");
        if (document["_id"].IsInt64)
        {
            if (document["_id"].AsInt64 != last || entries is not [{ Stream: FillerStream }] || entries[0].Slot != last) throw new FormatException("a filler of another position");
            return new Commit(Guid.Empty, last, 0, 0, entries);
        }
        var id = document["_id"].AsBsonBinaryData.ToGuid(GuidRepresentation.Standard);
        if (id == Guid.Empty) throw new FormatException("an empty id");
        return new Commit(id, last, document["at"].AsInt64, BinaryPrimitives.ReadUInt128LittleEndian(document["h"].AsByteArray), entries);
    }

    private static BsonDocument Write(Entry entry)
    {
        var document = new BsonDocument { { "s", entry.Stream }, { "k", entry.Slot }, { "v", entry.Version } };
        Add(document, "t", entry.Token);
        Add(document, "tb", entry.TruncatedBefore);
        Add(document, "dv", entry.DeletedAt);
        if (entry.Kind != EntryKind.Event) document.Add("c", (int)entry.Kind);
        else document.Add("type", entry.EventType).Add("sv", entry.SchemaVersion).Add("data", Bytes(entry.Data));
        if (!entry.Metadata.IsEmpty) document.Add("meta", Bytes(entry.Metadata));
        return document.Add("ds", entry.PayloadSum).Add("sum", entry.Sum);
    }

    private static Entry ReadEntry(BsonDocument document)
    {
        var kind = document.TryGetValue("c", out var c) ? (EntryKind)c.AsInt32 : EntryKind.Event;
        return new Entry(document["s"].AsString, kind, document["k"].AsInt64, Number(document, "v"), Number(document, "t"), Number(document, "tb"), Number(document, "dv"))
        {
            EventType = document.TryGetValue("type", out var type) ? type.AsString : "",
            SchemaVersion = document.TryGetValue("sv", out var version) ? version.AsInt32 : 0,
            Data = Bytes(document, "data"),
            Metadata = Bytes(document, "meta"),
            PayloadSum = Number(document, "ds"),
            Sum = Number(document, "sum"),
            IsGone = document.Contains("gone"),
        };
    }

    private static void Add(BsonDocument document, string name, long number)
    {
        if (number != 0) document.Add(name, number);
    }

    private static long Number(BsonDocument document, string name) => document.TryGetValue(name, out var number) ? number.AsInt64 : 0;

    private static BsonBinaryData Bytes(ReadOnlyMemory<byte> bytes) => new(bytes.ToArray());

    private static byte[] Bytes(BsonDocument document, string name) => document.TryGetValue(name, out var bytes) ? bytes.AsByteArray : [];
}
