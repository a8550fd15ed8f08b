using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SmartCampus.Locking;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds locks in a SQLite file to an application.</summary>
public static class SqliteLockManagerServiceCollectionExtensions
{
    /// <summary>Adds a <see cref="SqliteLockManager"/> with the default options as the singleton <see cref="ILockManager"/>, unless there is one.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="path">See <see cref="SqliteLockManagerOptions.Path"/>.</param>
    public static IServiceCollection AddSqliteLockManager(this IServiceCollection services, string path) =>
        services.AddSqliteLockManager(new SqliteLockManagerOptions { Path = path });

    /// <summary>
    /// Adds a <see cref="SqliteLockManager"/> as the singleton <see cref="ILockManager"/>, with <see cref="LockMetrics"/>, unless there is one. The file is
    /// opened when the manager is first asked for. It uses the application's <see cref="TimeProvider"/> if there is one and the options name no other.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="options">How the manager works.</param>
    /// <param name="key">A key, for applications with several lock managers; null (default) for the one without a key.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddSqliteLockManager(this IServiceCollection services, SqliteLockManagerOptions options, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        services.TryAddSingleton(provider => new LockMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddKeyedSingleton<ILockManager>(key, (provider, _) => SqliteLockManager.Open(options with
        {
            TimeProvider = options.TimeProvider == TimeProvider.System ? provider.GetService<TimeProvider>() ?? TimeProvider.System : options.TimeProvider,
            Metrics = options.Metrics ?? provider.GetRequiredService<LockMetrics>(),
        }));
        return services;
    }
}
