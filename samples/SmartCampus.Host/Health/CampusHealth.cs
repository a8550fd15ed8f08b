using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace SmartCampus.Host.Health;

/// <summary>Liveness (the process answers) and readiness (so do its store and its read models).</summary>
internal static class CampusHealth
{
    public static void AddCampusHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<ReadModelsHealthCheck>("read-models", timeout: TimeSpan.FromSeconds(5)).AddEventStore();

    public static void MapCampusHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready");
    }
}
