using SmartCampus.Enrollments;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Faces;

/// <summary>Sections with the seats left.</summary>
internal static class SectionEndpoints
{
    public static void MapSections(this IEndpointRouteBuilder v1)
    {
        var routes = v1.MapGroup("/sections").WithTags("Sections");
        routes.MapGet("/", List)
            .WithSummary("List sections with the seats left")
            .WithDescription("Of one term, such as Fall 2024, of one course, or all. The Link header leads to the next page.")
            .Produces<IReadOnlyList<SectionDto>>().WithProblems(400);
        routes.MapGet("/{id}", Get)
            .WithSummary("Read a section with the seats left")
            .Produces<SectionDto>().WithProblems(400, 404);
        routes.MapGet("/{id}/watch", Watch)
            .WithSummary("Watch a section's seats and waitlist")
            .WithDescription("Server-sent events named section: the section as it is, and again whenever it changes, until you hang up.")
            .Produces<SectionDto>(contentType: "text/event-stream").WithProblems(400, 404);
    }

    private static Task<IResult> List(
        HttpContext context, string? term, string? course, [AsParameters] PageQuery page, Lists lists, EnrollmentQueries queries, CancellationToken cancellationToken)
    {
        TermId? ofTerm = term is null ? null : new TermId(term);
        CourseId? ofCourse = course is null ? null : new CourseId(course);
        return lists.PageAsync(
            context, page, ["sections", term, course],
            async part => (await queries.ListSectionsAsync(ofTerm, ofCourse, part, cancellationToken)).Value, SectionDto.From);
    }

    private static async Task<IResult> Get(string id, EnrollmentQueries queries, CancellationToken cancellationToken) =>
        (await queries.FindSectionAsync(new SectionId(id), cancellationToken)).Value is { } section
            ? TypedResults.Ok(SectionDto.From(section))
            : Answers.NotFound($"Section {id} does not exist.");

    private static async Task<IResult> Watch(string id, EnrollmentQueries queries, SectionWatch watch, CancellationToken cancellationToken)
    {
        var section = new SectionId(id);
        return (await queries.FindSectionAsync(section, cancellationToken)).Value is null
            ? Answers.NotFound($"Section {id} does not exist.")
            : TypedResults.ServerSentEvents(watch.FollowAsync(section, cancellationToken));
    }
}
