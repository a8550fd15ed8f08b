using System.Buffers.Binary;

namespace SmartCampus.Events;

/// <summary>Writes entries to the end of the log, inside the caller's transaction.</summary>
internal sealed class LogWriter(Connection connection)
{
    private readonly Statement _insert = connection.Prepare("""
        insert into events (position, kind, stream, version, commit_id, commit_hash, token, recorded_at, checksum, schema_version, type, metadata, data)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
        """);

    public void WriteEvent(in LogEntry entry, EncodedStream stream, in EncodedEvent data, long recordedAt)
    {
        Span<byte> id = stackalloc byte[16], hash = stackalloc byte[16];
        entry.CommitId.TryWriteBytes(id, bigEndian: true, out _);
        if (entry.CommitHash is { } value) BinaryPrimitives.WriteUInt128LittleEndian(hash, value);
        else hash = default;
        Place(entry, stream.Name, id, hash, recordedAt, data.Content.Span);
        _insert.Bind(10, data.Event.SchemaVersion).BindText(11, data.Type).Bind(12, data.Event.Metadata.Span).Bind(13, data.Event.Data.Span).Execute();
    }

    public void WriteControl(in LogEntry entry, ReadOnlySpan<byte> stream, long recordedAt)
    {
        Span<byte> content = stackalloc byte[Checksums.ContentSize];
        Checksums.WriteContent(content, Checksums.Of(stream), Checksums.Of([]), 0, [], []);
        Place(entry, stream, [], [], recordedAt, content);
        _insert.Bind(10, 0).BindNull(11).BindNull(12).BindNull(13).Execute();
    }

    private void Place(
        in LogEntry entry, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> commitId, ReadOnlySpan<byte> commitHash, long recordedAt, ReadOnlySpan<byte> content)
    {
        var checksum = Checksums.OfEntry(content, entry.Position, entry.Kind, entry.Version, entry.Token, recordedAt, commitId, commitHash);
        _insert.Bind(1, entry.Position).Bind(2, (long)entry.Kind).BindText(3, stream).Bind(4, entry.Version)
            .Bind(5, commitId).Bind(6, commitHash).Bind(7, entry.Token).Bind(8, recordedAt).Bind(9, checksum);
    }
}
