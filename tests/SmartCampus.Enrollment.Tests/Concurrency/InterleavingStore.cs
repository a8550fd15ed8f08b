using SmartCampus.Events;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>
/// A store whose every call waits for its turn. The caller's code runs on the thread that gives the turn, up to its next call, so
/// that one seed gives one interleaving: no thread, clock or pool decides.
/// </summary>
internal sealed class InterleavingStore(IEventStore inner) : IEventStore
{
    private readonly List<TaskCompletionSource> _waiting = [];

    public EventStoreLimits Limits => inner.Limits;

    public IEventSerializer Serializer => inner.Serializer;

    /// <summary>Gives turns until nobody waits.</summary>
    public void Run(Random random, Action whenIdle, Func<bool> isDone)
    {
        while (!isDone())
        {
            if (_waiting.Count == 0)
            {
                whenIdle();
                continue;
            }

            var next = random.Next(_waiting.Count);
            var turn = _waiting[next];
            _waiting.RemoveAt(next);
            turn.SetResult();
        }
    }

    public async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        await TurnAsync();
        return await inner.AppendAsync(request, cancellationToken);
    }

    public async ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        await TurnAsync();
        return await inner.ReadStreamPageAsync(stream, options, cancellationToken);
    }

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

    // Without RunContinuationsAsynchronously: the continuation shall run inside SetResult.
    private Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }
}
