using Microsoft.Extensions.DependencyInjection;

namespace SmartCampus.Events;

/// <summary>Says which store an application uses, and with which event types.</summary>
public sealed class EventStoreBuilder
{
    internal EventStoreBuilder(IServiceCollection services, string? key) => (Services, Key) = (services, key);

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The key under which the store is registered; null for the one without a key.</summary>
    public string? Key { get; }

    /// <summary>Registers event types; several calls add up.</summary>
    public EventStoreBuilder AddEvents(Action<EventTypes> register)
    {
        Services.AddOptions<EventTypes>(Key).Configure(register).ValidateOnStart();
        return this;
    }

    /// <summary>Takes snapshots by a policy; without this, none are taken.</summary>
    public EventStoreBuilder UseSnapshots(SnapshotPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Services.AddKeyedSingleton(Key, policy);
        return this;
    }

    /// <summary>Keeps events in memory until the process ends.</summary>
    public EventStoreBuilder UseInMemory(EventStoreLimits? limits = null) =>
        Use((services, serializer) => new InMemoryEventStore(serializer, limits, services.GetService<TimeProvider>()));

    /// <summary>Uses a store; for the <c>Use…</c> methods of store packages.</summary>
    /// <param name="create">Makes the store; called once, and the container disposes what it gives.</param>
    /// <exception cref="InvalidOperationException">A store was chosen already.</exception>
    public EventStoreBuilder Use<TStore>(Func<IServiceProvider, IEventSerializer, TStore> create)
        where TStore : class, IEventStore, ICheckpointStore, IDeadLetterStore
    {
        ArgumentNullException.ThrowIfNull(create);
        if (Services.Any(s => s.ServiceType == typeof(IEventStore) && Equals(s.ServiceKey, Key)))
            throw new InvalidOperationException(Key is null ? "An event store was chosen already." : $"An event store was chosen already for key '{Key}'.");
        Services.AddKeyedSingleton(Key, (services, _) => create(services, services.GetRequiredKeyedService<IEventSerializer>(Key)));
        Services.AddKeyedSingleton<IEventStore>(Key, (services, _) => services.GetRequiredKeyedService<TStore>(Key));
        Services.AddKeyedSingleton<ICheckpointStore>(Key, (services, _) => services.GetRequiredKeyedService<TStore>(Key));
        Services.AddKeyedSingleton<IDeadLetterStore>(Key, (services, _) => services.GetRequiredKeyedService<TStore>(Key));
        return this;
    }
}
