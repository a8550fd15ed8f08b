using Microsoft.Extensions.Hosting;

namespace SmartCampus.Streams;

/// <summary>Runs a subscription as long as the host runs; when the host's patience with the stop is over, handlers are cancelled.</summary>
internal sealed class DurableSubscriptionService(DurableSubscription subscription) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _deadline = new();
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(() => subscription.RunAsync(_stopping.Token, _deadline.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        var patience = cancellationToken.Register(_deadline.Cancel);
        await using (patience.ConfigureAwait(false))
            await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _deadline.Dispose();
    }
}
