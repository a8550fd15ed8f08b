using Microsoft.AspNetCore.Http.Features;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Settings;

namespace SmartCampus.Host.Doors;

/// <summary>Serves a route only at the doors of its service, and hands on what another process serves.</summary>
internal static class DoorKeeper
{
    public static void UseDoors(this WebApplication app) => app.Use((context, next) =>
    {
        var service = ServiceEndpoints.ServiceOf(context);
        var door = context.Features.GetRequiredFeature<Door>();
        if (!door.Serves(service))
            return new ProblemResult(ProblemMap.Of(StatusCodes.Status404NotFound, Reasons.NotFound, $"This port serves the {door.Name} only; the front door serves everything.")).ExecuteAsync(context);
        return service == CampusService.Scheduler && context.RequestServices.GetRequiredService<CampusSettings>().Role == HostRole.Academic
            ? context.RequestServices.GetRequiredService<SchedulerForwarder>().ForwardAsync(context)
            : next(context);
    });
}
