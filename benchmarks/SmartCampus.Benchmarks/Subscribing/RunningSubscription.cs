using SmartCampus.Events;
using SmartCampus.Streams;

namespace SmartCampus.Benchmarks.Subscribing;

/// <summary>A durable subscription of a group of its own, until it is disposed.</summary>
internal sealed class RunningSubscription : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DurableSubscription _subscription;
    private readonly Task _running;

    private RunningSubscription(DurableSubscription subscription)
    {
        _subscription = subscription;
        _running = Task.Run(() => subscription.RunAsync(_stop.Token));
    }

    public static RunningSubscription Start<TSubscriber>(SqliteEventStore store, TSubscriber subscriber, SubscriptionStart start)
        where TSubscriber : class, IDurableSubscriber =>
        new(new DurableSubscription<TSubscriber>(store, store, store, $"{Guid.NewGuid():N}", subscriber, new DurableSubscriptionOptions { Start = start }));

    public Task WaitForAsync(GlobalPosition position) => _subscription.WaitForAsync(position);

    /// <summary>Waits until the subscription has nothing more to do.</summary>
    public async Task WaitUntilLiveAsync()
    {
        while (_subscription.Status.State != DurableSubscriptionState.Live) await Task.Delay(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
