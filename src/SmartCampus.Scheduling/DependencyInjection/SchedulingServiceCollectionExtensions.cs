using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.Scheduling;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the scheduler to an application.</summary>
public static class SchedulingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="SchedulerService"/> and <see cref="EnrollmentEventSubscriber"/> as singletons over the store of <c>AddEventStore</c>,
    /// and registers the events of this package with it. Rooms are locked when there is an <see cref="ILockManager"/>. Who runs the
    /// subscriber adds a durable subscription for it and the events of <c>AddEnrollment</c>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EventTypes>().Configure(types => types.AddSchedulingEvents());
        services.TryAddSingleton(provider => new SchedulerService(
            provider.GetRequiredService<AggregateRepository>(), provider.GetService<ILockManager>(), provider.GetService<ICheckpointStore>()));
        services.TryAddSingleton<EnrollmentEventSubscriber>();
        return services;
    }
}
