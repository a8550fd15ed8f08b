using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Enrollment.Tests.Concurrency;

/// <summary>
/// A store whose every call waits for its turn. The caller's code runs on the thread that gives the turn, up to its next call, so
/// that one seed gives one interleaving: no thread, clock or pool decides.
/// </summary>
internal sealed class InterleavingStore(IEventStore inner) : DelegatingEventStore(inner)
{
    private readonly List<TaskCompletionSource> _waiting = [];

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

    public override async ValueTask<AppendResult> AppendAsync(AppendRequest request, CancellationToken cancellationToken = default)
    {
        await TurnAsync();
        return await Inner.AppendAsync(request, cancellationToken);
    }

    public override async ValueTask<StreamPage> ReadStreamPageAsync(StreamId stream, StreamReadOptions options, CancellationToken cancellationToken = default)
    {
        await TurnAsync();
        return await Inner.ReadStreamPageAsync(stream, options, cancellationToken);
    }

    // Without RunContinuationsAsynchronously: the continuation shall run inside SetResult.
    private Task TurnAsync()
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(turn);
        return turn.Task;
    }
}
