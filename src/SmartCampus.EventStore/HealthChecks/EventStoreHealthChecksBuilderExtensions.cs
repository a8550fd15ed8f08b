using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartCampus.Events;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds event stores to the health checks of an application.</summary>
public static class EventStoreHealthChecksBuilderExtensions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Checks an event store that was added with <c>AddEventStore</c>, for five seconds at most.</summary>
    /// <remarks>
    /// Any store is healthy when its last event can be read. A store that implements <see cref="IHealthCheck"/> is asked instead; what it
    /// looks at is in its package's README. The description of a failure says what to do.
    /// </remarks>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The check's name; "event-store" by default.</param>
    /// <param name="key">The store's key; null (default) for the one without a key.</param>
    public static IHealthChecksBuilder AddEventStore(this IHealthChecksBuilder builder, string name = "event-store", string? key = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(name, services => new EventStoreHealthCheck(services, key), failureStatus: null, tags: null, Timeout));
    }
}
