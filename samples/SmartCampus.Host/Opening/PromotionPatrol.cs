using SmartCampus.Events;

namespace SmartCampus.Host.Opening;

/// <summary>Makes up for promotions again and again: another process on the same store may have ended, and not come back.</summary>
internal sealed class PromotionPatrol(Promotions promotions, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await promotions.MakeUpAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is EventStoreException or InvalidOperationException || stoppingToken.IsCancellationRequested)
            {
                // The health check tells of the store; the next round finds what is left.
            }
        }
    }
}
