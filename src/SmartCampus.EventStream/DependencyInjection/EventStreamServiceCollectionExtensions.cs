using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SmartCampus.Streams;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds event streams to an application.</summary>
public static class EventStreamServiceCollectionExtensions
{
    /// <summary>
    /// Adds an <see cref="EventStream"/> as a singleton with its name as the key; the first one that is added is also the one without a key. It uses the application's clock,
    /// meters and log where they are registered, and is stopped with the host, within <see cref="EventStreamOptions.DrainTimeout"/>.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The stream's name.</param>
    /// <param name="options">How much it keeps; null (default) for the defaults.</param>
    public static IServiceCollection AddEventStream(this IServiceCollection services, string name, EventStreamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        services.AddKeyedSingleton(name, (provider, _) => new EventStream(
            name, options, provider.GetService<TimeProvider>(), provider.GetService<IMeterFactory>(), provider.GetService<ILogger<EventStream>>()));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<EventStream>(name));
        return services.AddSingleton<IHostedService>(provider => new EventStreamHost(provider.GetRequiredKeyedService<EventStream>(name)));
    }
}
