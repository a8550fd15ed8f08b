namespace SmartCampus.Events.Testing;

/// <summary>A store that hands every call to another one; override what a test wants to delay, fail or watch.</summary>
/// <remarks>
/// <code>
/// sealed class FullDisk(IEventStore inner) : DelegatingEventStore(inner)
/// {
///     public override ValueTask&lt;AppendResult&gt; AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) =&gt;
///         throw new EventStoreUnavailableException("The disk is full.");
/// }
/// </code>
/// As safe for use by several threads as the other store.
/// </remarks>
/// <param name="inner">The other store.</param>
public abstract class DelegatingEventStore(IEventStore inner) : IEventStore
{
    /// <inheritdoc/>
    public EventStoreLimits Limits => Inner.Limits;

    /// <inheritdoc/>
    public IEventSerializer Serializer => Inner.Serializer;

    /// <summary>The store that does the work.</summary>
    protected IEventStore Inner { get; } = inner ?? throw new ArgumentNullException(nameof(inner));

    /// <inheritdoc/>
    public virtual ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) =>
        Inner.AppendAsync(request, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default) =>
        Inner.ReadStreamPageAsync(stream, options, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
        Inner.ReadAllPageAsync(options, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default) =>
        Inner.WaitForEventsAsync(after, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask TruncateAsync(StreamId stream, StreamVersion before, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        Inner.TruncateAsync(stream, before, expected, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DeleteAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        Inner.DeleteAsync(stream, expected, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask TombstoneAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        Inner.TombstoneAsync(stream, expected, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default) =>
        Inner.SaveSnapshotAsync(snapshot, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<Snapshot?> GetLatestSnapshotAsync(
        StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default) =>
        Inner.GetLatestSnapshotAsync(stream, schema, upTo, cancellationToken);
}
