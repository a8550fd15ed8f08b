using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartCampus.Streams;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds durable subscriptions to the health checks of an application.</summary>
public static class DurableSubscriptionHealthChecksBuilderExtensions
{
    /// <summary>Checks a durable subscription that was added with <c>AddDurableSubscription</c>. It reads nothing from the store.</summary>
    /// <remarks>
    /// Healthy while it waits for the claim, catches up or is live; degraded while streams are parked, while the last attempt failed, or while it waits for a claim whose holder is behind; unhealthy while it does not run or waits
    /// after a failure. The data has <c>state</c>, <c>position</c>, <c>head_position</c>, <c>lag</c> in positions, <c>epoch</c> and <c>parked_streams</c>.
    /// </remarks>
    /// <param name="builder">The health checks.</param>
    /// <param name="group">The consumer group.</param>
    /// <param name="name">The check's name; "subscription-" and the group by default.</param>
    /// <param name="failureStatus">What to report instead of unhealthy; null (default) for unhealthy.</param>
    public static IHealthChecksBuilder AddDurableSubscription(this IHealthChecksBuilder builder, string group, string? name = null, HealthStatus? failureStatus = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(group);
        return builder.Add(new HealthCheckRegistration(name ?? $"subscription-{group}", services => new DurableSubscriptionHealthCheck(services, group), failureStatus, tags: null));
    }
}
