using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartCampus.Events;
using SmartCampus.Scheduling;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the scheduler to an application.</summary>
public static class SchedulingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="SchedulerService"/> as a singleton over the store of <c>AddEventStore</c>, whose event types must include
    /// those of <see cref="SchedulingEvents"/> and <see cref="SmartCampus.Enrollments.EnrollmentEvents"/>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="key">The key of the store; null (default) for the one without a key. The service is registered under the same key.</param>
    public static IServiceCollection AddScheduling(this IServiceCollection services, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddKeyedSingleton(key, (provider, _) => new SchedulerService(provider.GetRequiredKeyedService<AggregateRepository>(key)));
        return services;
    }
}
