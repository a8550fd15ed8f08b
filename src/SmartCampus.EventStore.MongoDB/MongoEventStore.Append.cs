namespace SmartCampus.Events;

public sealed partial class MongoEventStore
{
    /// <inheritdoc/>
    public async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        var append = new AppendOperation(PreparedAppend.Create(request, Serializer, Limits));
        Begin(cancellationToken);
        return (await _writes.RunAsync(append, cancellationToken).ConfigureAwait(false))!;
    }
}
