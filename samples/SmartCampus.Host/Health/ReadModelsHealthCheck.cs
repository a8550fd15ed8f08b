using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartCampus.Events;
using SmartCampus.Host.Opening;

namespace SmartCampus.Host.Health;

/// <summary>Whether the store can be read, and every read model keeps up with it.</summary>
internal sealed class ReadModelsHealthCheck(ReadModels models) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await models.CatchUpAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (EventStoreException e)
        {
            return HealthCheckResult.Unhealthy("The store cannot be read.", e);
        }
        catch (InvalidOperationException e)
        {
            return HealthCheckResult.Unhealthy("A read model has stopped.", e);
        }
    }
}
