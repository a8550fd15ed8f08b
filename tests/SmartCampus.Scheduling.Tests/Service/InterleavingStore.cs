using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Service;

/// <summary>Lets other tasks run between reading and writing, which a store in memory would seldom do.</summary>
internal sealed class InterleavingStore(IEventStore inner) : IEventStore
{
    public EventStoreLimits Limits => inner.Limits;

    public IEventSerializer Serializer => inner.Serializer;

    /// <summary>What happens between the decision and the append of whoever appends next; once.</summary>
    public Func<Task>? BeforeAppend { get; set; }

    public async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        if (BeforeAppend is { } before)
        {
            BeforeAppend = null;
            await before();
        }

        return await inner.AppendAsync(request, cancellationToken);
    }

    public async ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        var page = await inner.ReadStreamPageAsync(stream, options, cancellationToken);
        await Task.Yield();
        return page;
    }

    public ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
        inner.ReadAllPageAsync(options, cancellationToken);

    public ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default) =>
        inner.WaitForEventsAsync(after, cancellationToken);

    public ValueTask TruncateAsync(StreamId stream, StreamVersion before, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        inner.TruncateAsync(stream, before, expected, cancellationToken);

    public ValueTask DeleteAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(stream, expected, cancellationToken);

    public ValueTask TombstoneAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        inner.TombstoneAsync(stream, expected, cancellationToken);

    public ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default) =>
        inner.SaveSnapshotAsync(snapshot, cancellationToken);

    public ValueTask<Snapshot?> GetLatestSnapshotAsync(StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default) =>
        inner.GetLatestSnapshotAsync(stream, schema, upTo, cancellationToken);
}
