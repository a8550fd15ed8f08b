namespace SmartCampus.Events;

public sealed partial class MongoEventStore
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
        var operation = new ControlOperation(kind, stream, expected, before);
        await RunAsync(
            async () =>
            {
                await _writes.RunAsync(operation, CancellationToken.None).ConfigureAwait(false);
                // Readers of one stream know by its head what is gone; readers of all learn it from the events themselves.
                await PayloadRemoval.RunAsync(_collections, _reader, stream.Value, operation.LowestGone).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }
}
