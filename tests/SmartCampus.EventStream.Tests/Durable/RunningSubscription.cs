namespace SmartCampus.Streams.Tests.Durable;

/// <summary>A subscription that runs until it is disposed.</summary>
public sealed class RunningSubscription : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RunningSubscription(DurableSubscription subscription, CancellationToken deadline = default)
    {
        Subscription = subscription;
        _running = Task.Run(() => subscription.RunAsync(_stop.Token, deadline), CancellationToken.None);
    }

    public DurableSubscription Subscription { get; }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }
}
