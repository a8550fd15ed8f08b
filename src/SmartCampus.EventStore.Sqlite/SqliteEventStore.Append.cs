namespace SmartCampus.Events;

public sealed partial class SqliteEventStore
{
    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        // All that needs no knowledge of the store happens here, on the caller's thread, and not on the writer's.
        var append = EncodedAppend.Of(PreparedAppend.Create(request, Serializer, Limits));
        return WriteAsync(new AppendOperation(append, _metrics), cancellationToken);
    }
}
