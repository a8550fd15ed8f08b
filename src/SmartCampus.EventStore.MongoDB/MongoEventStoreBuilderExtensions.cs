using Microsoft.Extensions.DependencyInjection;

namespace SmartCampus.Events;

/// <summary>Chooses the store on MongoDB.</summary>
public static class MongoEventStoreBuilderExtensions
{
    /// <summary>Keeps events in MongoDB with the default options.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">See <see cref="MongoEventStoreOptions.ConnectionString"/>.</param>
    /// <param name="database">See <see cref="MongoEventStoreOptions.Database"/>.</param>
    public static EventStoreBuilder UseMongoDB(this EventStoreBuilder builder, string connectionString, string database) =>
        builder.UseMongoDB(new MongoEventStoreOptions { ConnectionString = connectionString, Database = database });

    /// <summary>Keeps events in MongoDB. A <see cref="TimeProvider"/> among the services takes the place of the default.</summary>
    /// <remarks>Call <see cref="MongoEventStore.EnsureSchemaAsync"/> once before: the store is opened at its first use and refuses to work without its indexes.</remarks>
    /// <exception cref="ArgumentException">An option is out of bounds, or the connection string asks for what would break a promise.</exception>
    public static EventStoreBuilder UseMongoDB(this EventStoreBuilder builder, MongoEventStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return builder.Use((services, serializer) => MongoEventStore.Open(
            options with { TimeProvider = options.TimeProvider == TimeProvider.System ? services.GetService<TimeProvider>() ?? TimeProvider.System : options.TimeProvider },
            serializer));
    }
}
