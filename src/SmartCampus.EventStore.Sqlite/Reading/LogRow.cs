namespace SmartCampus.Events;

/// <summary>A verified entry of the log where SQLite keeps it: valid until the statement moves on.</summary>
internal readonly ref struct LogRow
{
    public const string Columns =
        "position, kind, stream, version, commit_id, commit_hash, token, header_checksum, recorded_at, checksum, schema_version, type, metadata, data";

    private readonly int _schemaVersion;
    private readonly ReadOnlySpan<byte> _stream, _type, _commitId, _metadata, _data;
    private readonly ulong _streamHash, _typeHash;
    private readonly long _recordedAt;

    /// <summary>Reads and verifies the row that a statement stands on.</summary>
    /// <exception cref="CorruptEventException">The checksum is wrong.</exception>
    public LogRow(Statement row)
    {
        (Position, Kind, Version, _recordedAt, _schemaVersion) = (row.Int64(0), (EntryKind)row.Int64(1), row.Int64(3), row.Int64(8), (int)row.Int64(10));
        _stream = row.Bytes(2);
        _commitId = row.Bytes(4);
        _type = row.Bytes(11);
        _metadata = row.Bytes(12);
        _data = row.Bytes(13);
        (_streamHash, _typeHash) = (Checksums.Of(_stream), Checksums.Of(_type));
        Span<byte> content = stackalloc byte[Checksums.ContentSize];
        Checksums.WriteContent(content, _streamHash, _typeHash, _schemaVersion, _data, _metadata);
        var header = Checksums.OfHeader(_streamHash, Position, Kind, Version, row.Int64(6), _commitId, row.Bytes(5));
        if (header != row.Int64(7) || Checksums.OfEntry(content, header, _recordedAt) != row.Int64(9))
            throw new CorruptEventException(new GlobalPosition(Math.Max(0, Position)), "the entry's checksum is wrong.");
    }

    public long Position { get; }

    public EntryKind Kind { get; }

    public long Version { get; }

    public StreamId Stream(NameCache<StreamId> streams) => streams.Get(_stream, _streamHash);

    public string TypeName(NameCache<string> types) => types.Get(_type, _typeHash);

    public EventEnvelope ToEnvelope(StreamId stream, NameCache<string> types, PageBytes bytes, IEventSerializer serializer) => new(
        stream, new StreamVersion(Version), new GlobalPosition(Position), new CommitId(new Guid(_commitId, bigEndian: true)),
        new DateTimeOffset(_recordedAt, TimeSpan.Zero),
        new SerializedEvent(TypeName(types), _schemaVersion, bytes.Keep(_data), bytes.Keep(_metadata)), serializer);
}
