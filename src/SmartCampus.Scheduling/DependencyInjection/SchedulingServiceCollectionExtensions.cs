using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartCampus.Events;
using SmartCampus.Scheduling;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the scheduler to an application.</summary>
public static class SchedulingServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="SchedulerService"/> as a singleton over the store of <c>AddEventStore</c>, and registers the events of this
    /// package with it. Timetables of students need the events of <c>AddEnrollment</c> too.
    /// </summary>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddScheduling(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<EventTypes>().Configure(types => types.AddSchedulingEvents());
        services.TryAddSingleton(provider => new SchedulerService(provider.GetRequiredService<AggregateRepository>()));
        return services;
    }
}
