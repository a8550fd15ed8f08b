using System.Collections.Concurrent;
using Xunit;

namespace SmartCampus.Streams.Tests.InProcess;

/// <summary>Writes down what it receives, and lets a test hold up or fail each call.</summary>
internal sealed class Recorder<TEvent>(Func<TEvent, EventContext, CancellationToken, ValueTask>? then = null) : IEventSubscriber<TEvent>
    where TEvent : INumbered
{
    private readonly ConcurrentQueue<(TEvent Event, EventContext Context)> _received = [];
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];
    private int _running;

    public int[] Numbers => [.. _received.Select(r => r.Event.Number)];

    public long[] Positions => [.. _received.Select(r => r.Context.Position)];

    public int[] Attempts => [.. _received.Select(r => r.Context.Attempt)];

    public async ValueTask HandleAsync(TEvent @event, EventContext context, CancellationToken cancellationToken)
    {
        Assert.Equal(1, Interlocked.Increment(ref _running)); // ST1: one at a time
        try
        {
            _received.Enqueue((@event, context));
            lock (_gate)
            {
                foreach (var (count, reached) in _awaited)
                    if (_received.Count >= count) reached.TrySetResult();
            }
            if (then is not null) await then(@event, context, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    /// <summary>Completes when the handler has been called this often.</summary>
    public Task ReceivedAsync(int count)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((count, reached));
            if (_received.Count >= count) reached.TrySetResult();
            return reached.Task.Soon();
        }
    }
}
