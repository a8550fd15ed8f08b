using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartCampus.Locking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds locks to an application.</summary>
public static class LockManagerServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="InProcessLockManager"/> as the singleton <see cref="ILockManager"/>, with <see cref="LockMetrics"/>, unless there is one.
    /// It uses the application's <see cref="TimeProvider"/> if there is one.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="key">A key, for applications with several lock managers; null (default) for the one without a key.</param>
    public static IServiceCollection AddLockManager(this IServiceCollection services, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(provider => new LockMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddKeyedSingleton<ILockManager>(key, (provider, _) =>
            new InProcessLockManager(provider.GetService<TimeProvider>(), provider.GetRequiredService<LockMetrics>()));
        return services;
    }
}
