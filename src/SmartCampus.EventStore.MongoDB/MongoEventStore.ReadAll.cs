namespace SmartCampus.Events;

public sealed partial class MongoEventStore
{
    /// <inheritdoc/>
    public async ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Begin(cancellationToken);
        return options.Direction == ReadDirection.Forward
            ? await _all.ForwardAsync(options, cancellationToken).ConfigureAwait(false)
            : await _all.BackwardAsync(options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await _signal.WaitAsync(after.Value, cancellationToken).ConfigureAwait(false);
    }
}
