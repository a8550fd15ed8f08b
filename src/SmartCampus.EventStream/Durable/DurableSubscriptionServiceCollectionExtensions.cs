using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartCampus.Events;
using SmartCampus.Streams;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds durable subscriptions to a container.</summary>
public static class DurableSubscriptionServiceCollectionExtensions
{
    /// <summary>Adds a durable subscription that runs as long as the host; its <see cref="DurableSubscription"/> is a service under the group's name as the key.</summary>
    /// <typeparam name="TSubscriber">Handles the events; a singleton, unless it was registered otherwise before.</typeparam>
    /// <param name="services">The application's services, with an event store that was added with <c>AddEventStore</c>.</param>
    /// <param name="group">The consumer group, 1 to 190 characters: the same in every process that shares the work.</param>
    /// <param name="configure">Sets options; all defaults when left out.</param>
    /// <param name="storeKey">The store's key; null (default) for the one without a key.</param>
    /// <exception cref="InvalidOperationException">The group was added already.</exception>
    public static IServiceCollection AddDurableSubscription<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TSubscriber>(
        this IServiceCollection services, string group, Action<DurableSubscriptionOptions>? configure = null, string? storeKey = null)
        where TSubscriber : class, IDurableSubscriber
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(group);
        if (services.Any(s => s.ServiceType == typeof(DurableSubscription) && Equals(s.ServiceKey, group)))
            throw new InvalidOperationException($"A durable subscription for group '{group}' was added already.");
        var options = new DurableSubscriptionOptions();
        configure?.Invoke(options);
        options.Check();
        services.TryAddSingleton<TSubscriber>();
        services.AddKeyedSingleton<DurableSubscription>(group, (provider, _) => new DurableSubscription<TSubscriber>(
            provider.GetRequiredKeyedService<IEventStore>(storeKey), provider.GetRequiredKeyedService<ICheckpointStore>(storeKey),
            provider.GetRequiredKeyedService<IDeadLetterStore>(storeKey), group, provider.GetRequiredService<TSubscriber>(), options,
            provider.GetService<TimeProvider>(), provider.GetService<ILogger<DurableSubscription>>(), provider.GetService<IMeterFactory>()));
        services.AddSingleton<IHostedService>(provider => new DurableSubscriptionService(provider.GetRequiredKeyedService<DurableSubscription>(group)));
        return services;
    }
}
