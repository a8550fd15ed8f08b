using System.Buffers.Binary;

namespace SmartCampus.Events;

/// <summary>Writes entries to the end of the log, inside the caller's transaction.</summary>
internal sealed class LogWriter(Connection connection)
{
    private readonly Statement _insert = connection.Prepare("""
        insert into events (
            position, kind, stream, version, commit_id, commit_hash, token, header_checksum, recorded_at, checksum, schema_version, type, metadata, data)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """);

    public void WriteEvent(in LogEntry entry, EncodedStream stream, in EncodedEvent data, long recordedAt)
    {
        Span<byte> id = stackalloc byte[16], hash = stackalloc byte[16];
        entry.CommitId.TryWriteBytes(id, bigEndian: true, out _);
        if (entry.CommitHash is { } value) BinaryPrimitives.WriteUInt128LittleEndian(hash, value);
        else hash = default;
        Place(entry, stream.Name, id, hash, recordedAt, data.Content.Span);
        _insert.Bind(11, data.Event.SchemaVersion).BindText(12, data.Type).Bind(13, data.Event.Metadata.Span).Bind(14, data.Event.Data.Span).Execute();
    }

    public void WriteControl(in LogEntry entry, ReadOnlySpan<byte> stream, long recordedAt)
    {
        Span<byte> content = stackalloc byte[Checksums.ContentSize];
        Checksums.WriteContent(content, Checksums.Of(stream), Checksums.Of([]), 0, [], []);
        Place(entry, stream, [], [], recordedAt, content);
        _insert.Bind(11, 0).BindNull(12).BindNull(13).BindNull(14).Execute();
    }

    private void Place(
        in LogEntry entry, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> commitId, ReadOnlySpan<byte> commitHash, long recordedAt, ReadOnlySpan<byte> content)
    {
        var header = Checksums.OfHeader(Checksums.Of(stream), entry.Position, entry.Kind, entry.Version, entry.Token, commitId, commitHash);
        _insert.Bind(1, entry.Position).Bind(2, (long)entry.Kind).BindText(3, stream).Bind(4, entry.Version)
            .Bind(5, commitId).Bind(6, commitHash).Bind(7, entry.Token).Bind(8, header)
            .Bind(9, recordedAt).Bind(10, Checksums.OfEntry(content, header, recordedAt));
    }
}
