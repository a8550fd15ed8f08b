using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartCampus.Locking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds locks on a MongoDB replica set to an application.</summary>
public static class MongoLockManagerServiceCollectionExtensions
{
    /// <summary>
    /// Adds a <see cref="MongoLockManager"/> as the singleton <see cref="ILockManager"/>, with <see cref="LockMetrics"/>, unless there is one. The server is
    /// asked when the manager is first asked for. It uses the application's <see cref="TimeProvider"/> if there is one and the options name no other.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">How the manager works.</param>
    /// <param name="key">A key, for applications with several lock managers; null (default) for the one without a key.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the connection string asks for less than the locks need.</exception>
    public static IServiceCollection AddMongoLockManager(this IServiceCollection services, MongoLockManagerOptions options, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(provider => new LockMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddKeyedSingleton<ILockManager>(key, (provider, _) => MongoLockManager.Open(options with
        {
            TimeProvider = options.TimeProvider == TimeProvider.System ? provider.GetService<TimeProvider>() ?? TimeProvider.System : options.TimeProvider,
            Metrics = options.Metrics ?? provider.GetRequiredService<LockMetrics>(),
        }));
        return services;
    }
}
