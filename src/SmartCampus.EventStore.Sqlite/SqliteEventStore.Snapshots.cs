namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    public async ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        PreparedSnapshot.Check(snapshot, Limits);
        await WriteAsync(new SnapshotOperation(snapshot), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> GetLatestSnapshotAsync(StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default)
    {
        CheckName(stream);
        ArgumentException.ThrowIfNullOrEmpty(schema);
        cancellationToken.ThrowIfCancellationRequested();
        return new(_readers.Read(reader => FindSnapshot(reader, stream, schema, upTo?.Value ?? long.MaxValue)));
    }

    private Snapshot? FindSnapshot(ReadConnection reader, StreamId stream, string schema, long upTo)
    {
        reader.Begin(_index);
        var isKnown = _index.TryGetState(stream.Value, out var state, out var tip);
        reader.Follow(tip);
        if (!isKnown) state = reader.Index.State(stream.Value);
        var snapshot = FindSnapshot(reader, state, stream, schema, upTo);
        reader.End();
        return snapshot;
    }

    private static Snapshot? FindSnapshot(ReadConnection reader, StreamState state, StreamId stream, string schema, long upTo)
    {
        var rows = reader.Snapshots.BindText(1, stream.Value).BindText(2, schema).Bind(3, 1).Bind(4, Math.Min(upTo, state.Head));
        try
        {
            while (rows.Step())
            {
                var version = rows.Int64(0);
                var bytes = rows.Bytes(1);
                // A damaged snapshot is passed over for an older one: it is a cache, and the events are the truth.
                if (SnapshotOperation.Fits(state, version) && SnapshotOperation.Checksum(stream, schema, version, bytes) == rows.Int64(2))
                    return new Snapshot(stream, version, schema, bytes.ToArray());
            }
            return null;
        }
        finally
        {
            rows.Reset();
        }
    }
}
