namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    public ValueTask TruncateAsync(StreamId stream, StreamVersion before, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        ControlAsync(EntryKind.Truncate, stream, expected, before.Value, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DeleteAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        ControlAsync(EntryKind.Delete, stream, expected, 0, cancellationToken);

    /// <inheritdoc/>
    public ValueTask TombstoneAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        ControlAsync(EntryKind.Tombstone, stream, expected, 0, cancellationToken);

    private async ValueTask ControlAsync(EntryKind kind, StreamId stream, ExpectedVersion expected, long before, CancellationToken cancellationToken)
    {
        CheckName(stream);
        await WriteAsync(new ControlOperation(kind, stream, expected, before), cancellationToken).ConfigureAwait(false);
    }
}
