using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>
/// A store whose every call on one stream waits for its turn. The caller's code runs on the thread that gives the turn, up to its next
/// call, so that one seed gives one interleaving: no thread, clock or pool decides.
/// </summary>
internal sealed class TurnStore(IEventStore inner) : DelegatingEventStore(inner)
{
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Gives turns until nobody waits.</summary>
    public void Run(Random random)
    {
        while (_waiting.Count > 0)
        {
            var next = random.Next(_waiting.Count);
            var turn = _waiting[next];
            _waiting.RemoveAt(next);
            turn.SetResult();
        }
    }

    /// <summary>Waits for a turn. Without RunContinuationsAsynchronously: the continuation shall run inside SetResult.</summary>
    public Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }

    public override async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        await TurnAsync().ConfigureAwait(false);
        return await Inner.AppendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        await TurnAsync().ConfigureAwait(false);
        return await Inner.ReadStreamPageAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }
}
