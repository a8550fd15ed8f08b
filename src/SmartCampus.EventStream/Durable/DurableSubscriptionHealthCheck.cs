using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SmartCampus.Streams;

/// <summary>Tells how a subscription is, and how far it is behind.</summary>
/// <param name="services">Gives the subscription late: one that cannot be made is an answer as well.</param>
/// <param name="group">The consumer group.</param>
internal sealed class DurableSubscriptionHealthCheck(IServiceProvider services, string group) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = services.GetRequiredKeyedService<DurableSubscription>(group).Status;
        var data = new Dictionary<string, object>
        {
            ["state"] = status.State.ToString(),
            ["position"] = status.Position.Value,
            ["head_position"] = status.HeadPosition.Value,
            ["lag"] = status.Lag,
            ["epoch"] = status.Epoch,
            ["parked_streams"] = status.ParkedStreams,
        };
        return Task.FromResult(status switch
        {
            { State: DurableSubscriptionState.Stopped or DurableSubscriptionState.Failed } =>
                new HealthCheckResult(context.Registration.FailureStatus, status.LastError?.Message ?? "The subscription does not run.", status.LastError, data),
            { ParkedStreams: > 0 } => HealthCheckResult.Degraded($"Streams are parked behind events that could not be handled: {status.ParkedStreams}. Look at the dead letters, mend the cause, and retry them.", data: data),
            { LastError: { } error } => HealthCheckResult.Degraded(error.Message, error, data),
            { State: DurableSubscriptionState.WaitingForClaim, Lag: > 0 } =>
                HealthCheckResult.Degraded("Another consumer holds the claim and is behind; when it has died, this one takes over once the claim has run out.", data: data),
            _ => HealthCheckResult.Healthy(data: data),
        });
    }
}
