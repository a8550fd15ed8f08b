using SmartCampus.Enrollments;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Wire.V1;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Faces;

/// <summary>What the scheduler could not solve by itself.</summary>
internal static class ConflictEndpoints
{
    public static void MapConflicts(this IEndpointRouteBuilder v1) => v1.MapGet("/conflicts", List)
        .WithTags("Conflicts")
        .WithSummary("List the sections that have outgrown their room while no larger one is free")
        .WithDescription("Of one term, or of all. A conflict ends by itself when the section fits again, can move, or gives the room up. The Link header leads to the next page.")
        .Produces<IReadOnlyList<ConflictDto>>().WithProblems(400);

    private static Task<IResult> List(
        HttpContext context, string? term, [AsParameters] PageQuery page, Lists lists, SchedulerService scheduler, CancellationToken cancellationToken)
    {
        TermId? of = term is null ? null : new TermId(term);
        return lists.PageAsync(
            context, page, ["conflicts", term], async part => (await scheduler.GetConflictsAsync(of, part, cancellationToken)).ValueIn(context), ConflictDto.From);
    }
}
