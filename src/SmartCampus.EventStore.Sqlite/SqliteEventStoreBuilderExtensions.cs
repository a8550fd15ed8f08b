using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace SmartCampus.Events;

/// <summary>Chooses the store in a SQLite file.</summary>
public static class SqliteEventStoreBuilderExtensions
{
    /// <summary>Keeps events in a SQLite file with the default options.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">See <see cref="SqliteEventStoreOptions.Path"/>.</param>
    public static EventStoreBuilder UseSqlite(this EventStoreBuilder builder, string path) =>
        builder.UseSqlite(new SqliteEventStoreOptions { Path = path });

    /// <summary>Keeps events in a SQLite file. A <see cref="TimeProvider"/> and an <see cref="IMeterFactory"/> among the services take the place of the defaults.</summary>
    public static EventStoreBuilder UseSqlite(this EventStoreBuilder builder, SqliteEventStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return builder.Use((services, serializer) => SqliteEventStore.Open(
            options with
            {
                TimeProvider = options.TimeProvider == TimeProvider.System ? services.GetService<TimeProvider>() ?? TimeProvider.System : options.TimeProvider,
                MeterFactory = options.MeterFactory ?? services.GetService<IMeterFactory>(),
            },
            serializer));
    }
}
