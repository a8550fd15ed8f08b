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
        // A scheduler that cannot follow for a while still answers, and says how far it has come; enrollment goes on.
        if (settings.Role != HostRole.Academic) checks.AddDurableSubscription(EnrollmentEventSubscriber.Group, "scheduler", HealthStatus.Degraded);
    }

    public static void MapCampusHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = HealthReportWriter.WriteAsync });
    }
}
