namespace SmartCampus.Events;

public sealed partial class MongoEventStore
{
    /// <inheritdoc/>
    public async ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        CheckName(stream);
        ArgumentNullException.ThrowIfNull(options);
        Begin(cancellationToken);
        return options.Direction == ReadDirection.Forward
            ? await _streams.ForwardAsync(stream, options, cancellationToken).ConfigureAwait(false)
            : await _streams.BackwardAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }
}
