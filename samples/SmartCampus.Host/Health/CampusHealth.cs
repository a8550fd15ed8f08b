using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using SmartCampus.Host.Settings;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Health;

/// <summary>Liveness (the process answers) and readiness (so do its store and its read models, and the scheduler follows).</summary>
internal static class CampusHealth
{
    public static void AddCampusHealth(this IServiceCollection services, CampusSettings settings)
    {
        var checks = services.AddHealthChecks().AddCheck<ReadModelsHealthCheck>("read-models", timeout: TimeSpan.FromSeconds(5)).AddEventStore();
        // Where enrollment runs too, a scheduler that cannot follow for a while does not make the process unready: its answers say how far it has come.
        if (settings.Role != HostRole.Academic) checks.AddDurableSubscription(EnrollmentEventSubscriber.Group, "scheduler", settings.Role == HostRole.All ? HealthStatus.Degraded : null);
    }

    public static void MapCampusHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync });
    }
}
