using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the enrollment domain to an application.</summary>
public static class EnrollmentServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="EnrollmentService"/>, <see cref="EnrollmentQueries"/> and <see cref="EnrollmentMetrics"/> as singletons over the store of
    /// <c>AddEventStore</c>, and registers the domain's events with it. Locks are those of <c>AddLockManager</c>, when it is there.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets the rules; the defaults when null. Validated when the application starts.</param>
    public static IServiceCollection AddEnrollment(this IServiceCollection services, Action<EnrollmentOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<EnrollmentOptions>();
        if (configure is not null) options.Configure(configure);
        options.ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EnrollmentOptions>, EnrollmentOptionsValidator>());
        services.AddOptions<EventTypes>().Configure(types => types.AddEnrollmentEvents());
        services.TryAddSingleton(provider => new EnrollmentMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new EnrollmentService(
            provider.GetRequiredService<AggregateRepository>(),
            provider.GetRequiredService<IOptions<EnrollmentOptions>>().Value,
            provider.GetService<TimeProvider>(),
            random: null,
            provider.GetRequiredService<EnrollmentMetrics>(),
            provider.GetService<ILockManager>()));
        services.TryAddSingleton(provider => new EnrollmentQueries(provider.GetRequiredService<IEventStore>()));
        return services;
    }
}
