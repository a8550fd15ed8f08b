using SmartCampus.Events;

namespace SmartCampus.Host.Tests;

/// <summary>A store that can be told to fail, as one does whose disk is full or whose file is locked.</summary>
internal sealed class FailingStore(IEventStore inner) : IEventStore
{
    public Func<Exception>? Failure { get; set; }

    /// <summary>How many appends succeed, from the first one on, before they fail; reads go on. Null when everything fails at once.</summary>
    public int? FailAfterAppends { get; set; }

    public int Appends { get; private set; }

    public EventStoreLimits Limits => inner.Limits;

    public IEventSerializer Serializer => inner.Serializer;

    public ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default) =>
        (Appends++ < FailAfterAppends ? inner : Check()).AppendAsync(request, cancellationToken);

    public ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default) =>
        inner.ReadStreamPageAsync(stream, options, cancellationToken);

    public ValueTask<AllPage> ReadAllPageAsync(AllReadOptions options, CancellationToken cancellationToken = default) =>
        (FailAfterAppends is null ? Check() : inner).ReadAllPageAsync(options, cancellationToken);

    public ValueTask WaitForEventsAsync(GlobalPosition after, CancellationToken cancellationToken = default) => inner.WaitForEventsAsync(after, cancellationToken);

    public ValueTask TruncateAsync(StreamId stream, StreamVersion before, ExpectedVersion expected, CancellationToken cancellationToken = default) =>
        inner.TruncateAsync(stream, before, expected, cancellationToken);

    public ValueTask DeleteAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) => inner.DeleteAsync(stream, expected, cancellationToken);

    public ValueTask TombstoneAsync(StreamId stream, ExpectedVersion expected, CancellationToken cancellationToken = default) => inner.TombstoneAsync(stream, expected, cancellationToken);

    public ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default) => inner.SaveSnapshotAsync(snapshot, cancellationToken);

    public ValueTask<Snapshot?> GetLatestSnapshotAsync(StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default) =>
        inner.GetLatestSnapshotAsync(stream, schema, upTo, cancellationToken);

    private IEventStore Check() => Failure is { } failure ? throw failure() : inner;
}
