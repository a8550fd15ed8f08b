using MongoDB.Bson;

namespace SmartCampus.Events;

/// <summary>Snapshots as documents: <c>{ _id: { s, schema, v }, s, schema, v, p, state, sum }</c>, p being the position of the event at that version.</summary>
internal static class SnapshotFormat
{
    public static BsonDocument Write(Snapshot snapshot, long position)
    {
        var (stream, schema, version) = (snapshot.Stream.Value, snapshot.Schema, snapshot.Version.Value);
        return new BsonDocument
        {
            { "_id", new BsonDocument { { "s", stream }, { "schema", schema }, { "v", version } } }, { "s", stream }, { "schema", schema }, { "v", version },
            { "p", position }, { "state", new BsonBinaryData(snapshot.State.ToArray()) }, { "sum", Checksums.OfSnapshot(snapshot, position) },
        };
    }

    /// <summary>The snapshot and the position of its event; null when it is damaged.</summary>
    public static (Snapshot Snapshot, long Position)? Read(BsonDocument document, StreamId stream, string schema)
    {
        try
        {
            var (snapshot, position) = (new Snapshot(stream, document["v"].AsInt64, schema, document["state"].AsByteArray), document["p"].AsInt64);
            return document["sum"].AsInt64 == Checksums.OfSnapshot(snapshot, position) ? (snapshot, position) : null;
        }
        catch (Exception e) when (e is InvalidCastException or KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Whether a replay may begin at a version: its event was stored and not deleted since, and what follows is still there.</summary>
    public static bool IsUsable(long version, StreamHead head) =>
        !head.IsTombstoned && version <= head.Version && version > head.DeletedAt && version >= head.Gone;
}
