using SmartCampus.Events;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>A store whose appends a test replaces.</summary>
internal sealed class FaultyStore(IEventStore inner, Func<IEventStore, AppendRequest, ValueTask<AppendResult>> append) : IEventStore
{
    public EventStoreLimits Limits => inner.Limits;

    public IEventSerializer Serializer => inner.Serializer;

    public ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) => append(inner, request);

    public ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default) =>
        inner.ReadStreamPageAsync(stream, options, cancellationToken);

    public ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
        inner.ReadAllPageAsync(options, cancellationToken);

    public ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default) => inner.WaitForEventsAsync(after, cancellationToken);

    public ValueTask TruncateAsync(StreamId stream, StreamVersion before, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        inner.TruncateAsync(stream, before, expected, cancellationToken);

    public ValueTask DeleteAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(stream, expected, cancellationToken);

    public ValueTask TombstoneAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        inner.TombstoneAsync(stream, expected, cancellationToken);

    public ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default) => inner.SaveSnapshotAsync(snapshot, cancellationToken);

    public ValueTask<Snapshot?> GetLatestSnapshotAsync(StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default) =>
        inner.GetLatestSnapshotAsync(stream, schema, upTo, cancellationToken);
}
