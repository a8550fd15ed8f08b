using SmartCampus.Enrollments;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Faces;

/// <summary>The course catalogue.</summary>
internal static class CourseEndpoints
{
    public static void MapCourses(this IEndpointRouteBuilder v1)
    {
        var routes = v1.MapGroup("/courses").WithTags("Courses");
        routes.MapGet("/", List)
            .WithSummary("List courses")
            .WithDescription("q finds a part of the id or the title. The Link header leads to the next page.")
            .Produces<IReadOnlyList<CourseDto>>().WithProblems(400);
        routes.MapGet("/{id}", Get)
            .WithSummary("Read a course")
            .Produces<CourseDto>().WithProblems(400, 404);
    }

    private static Task<IResult> List(
        HttpContext context, string? q, [AsParameters] PageQuery page, Lists lists, EnrollmentQueries queries, CancellationToken cancellationToken) =>
        lists.PageAsync(context, page, ["courses", q], async part => (await queries.ListCoursesAsync(q, part, cancellationToken)).Value, CourseDto.From);

    private static async Task<IResult> Get(string id, EnrollmentQueries queries, CancellationToken cancellationToken) =>
        (await queries.FindCourseAsync(new CourseId(id), cancellationToken)).Value is { } course
            ? TypedResults.Ok(CourseDto.From(course))
            : Answers.NotFound($"Course {id} does not exist.");
}
