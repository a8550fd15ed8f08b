using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartCampus.Events;

namespace SmartCampus.Host.Health;

/// <summary>Whether the store can be read.</summary>
internal sealed class StoreHealthCheck(IEventStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 1 }, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (EventStoreException e)
        {
            return HealthCheckResult.Unhealthy("The store cannot be read.", e);
        }
    }
}
