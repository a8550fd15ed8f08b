namespace SmartCampus.Host.Faces;

/// <summary>Every route of the host.</summary>
internal static class CampusApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var v1 = app.MapGroup("/api/v1");
        v1.MapEvents();
    }
}
