using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace SmartCampus.Locking;

/// <summary>Adds locks in a SQLite file.</summary>
public static class SqliteLockManagerServiceCollectionExtensions
{
    /// <summary>Adds an <see cref="ILockManager"/> on a lock file with the default options.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">See <see cref="SqliteLockManagerOptions.Path"/>.</param>
    public static IServiceCollection AddSqliteLockManager(this IServiceCollection services, string path) =>
        services.AddSqliteLockManager(new SqliteLockManagerOptions { Path = path });

    /// <summary>
    /// Adds an <see cref="ILockManager"/> on a lock file, opened when it is first asked for. A <see cref="TimeProvider"/> and an <see cref="IMeterFactory"/>
    /// among the services take the place of the defaults.
    /// </summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IServiceCollection AddSqliteLockManager(this IServiceCollection services, SqliteLockManagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return services.AddSingleton<ILockManager>(provider => SqliteLockManager.Open(options with
        {
            TimeProvider = options.TimeProvider == TimeProvider.System ? provider.GetService<TimeProvider>() ?? TimeProvider.System : options.TimeProvider,
            MeterFactory = options.MeterFactory ?? provider.GetService<IMeterFactory>(),
        }));
    }
}
