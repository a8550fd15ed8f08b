namespace SmartCampus.Host.Doors;

/// <summary>Says of routes whose they are. Those that belong to no service, such as health, are served at every door.</summary>
internal static class ServiceEndpoints
{
    public static RouteGroupBuilder MapService(this IEndpointRouteBuilder routes, CampusService service) =>
        routes.MapGroup("").WithMetadata(new ServiceMetadata(service));

    public static CampusService? ServiceOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ServiceMetadata>()?.Service;

    private sealed record ServiceMetadata(CampusService Service);
}
