using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmartCampus.Events;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds event stores to an application.</summary>
public static class EventStoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="IEventStore"/> with its <see cref="ICheckpointStore"/>, <see cref="IDeadLetterStore"/>,
    /// <see cref="IEventSerializer"/> and <see cref="AggregateRepository"/>, all of them singletons.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Chooses the store and the event types.</param>
    /// <param name="key">A key, for applications with several stores; null (default) for the one without a key.</param>
    /// <exception cref="InvalidOperationException"><paramref name="configure"/> chose no store.</exception>
    public static IServiceCollection AddEventStore(this IServiceCollection services, Action<EventStoreBuilder> configure, string? key = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions();
        services.TryAddKeyedSingleton<IEventSerializer>(key, (provider, _) =>
            new EventSerializer(provider.GetRequiredService<IOptionsMonitor<EventTypes>>().Get(key)));
        services.TryAddKeyedSingleton(key, (provider, _) =>
            new AggregateRepository(provider.GetRequiredKeyedService<IEventStore>(key), provider.GetKeyedService<SnapshotPolicy>(key)));
        configure(new EventStoreBuilder(services, key));
        if (!services.Any(s => s.ServiceType == typeof(IEventStore) && Equals(s.ServiceKey, key)))
            throw new InvalidOperationException("AddEventStore was given no store. Call UseInMemory() or a store package's method, such as UseSqlite(path).");
        return services;
    }
}
