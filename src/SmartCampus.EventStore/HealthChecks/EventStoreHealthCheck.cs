using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SmartCampus.Events;

/// <summary>Asks a store how it is: by its own check when it has one, else by reading its last event.</summary>
/// <param name="services">Gives the store late: one that cannot be opened is an answer as well.</param>
/// <param name="key">The store's key.</param>
internal sealed class EventStoreHealthCheck(IServiceProvider services, string? key) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var store = services.GetRequiredKeyedService<IEventStore>(key);
            if (store is IHealthCheck own) return await own.CheckHealthAsync(context, cancellationToken).ConfigureAwait(false);
            var last = new AllReadOptions { Direction = ReadDirection.Backward, MaxCount = 1 };
            var page = await store.ReadAllPageAsync(last, cancellationToken).ConfigureAwait(false);
            return HealthCheckResult.Healthy(data: new Dictionary<string, object> { ["last_position"] = page.Events.Count > 0 ? page.Events[0].Position.Value : 0 });
        }
        catch (EventStoreException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }
    }
}
