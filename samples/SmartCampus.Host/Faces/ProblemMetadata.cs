using SmartCampus.Host.Problems;

namespace SmartCampus.Host.Faces;

/// <summary>Names the problems of a route in the OpenAPI document.</summary>
internal static class ProblemMetadata
{
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.Produces<Problem>(status, Problem.ContentType);
        return route;
    }
}
