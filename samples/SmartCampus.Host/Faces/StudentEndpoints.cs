using SmartCampus.Enrollments;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Wire;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Faces;

/// <summary>Students and what they are in.</summary>
internal static class StudentEndpoints
{
    public static void MapStudents(this IEndpointRouteBuilder v1)
    {
        var routes = v1.MapGroup("/students").WithTags("Students");
        routes.MapGet("/", List)
            .WithSummary("List students")
            .WithDescription("q finds a part of the id or the name. The Link header leads to the next page.")
            .Produces<IReadOnlyList<StudentDto>>().WithProblems(400);
        routes.MapGet("/{id}", Get)
            .WithSummary("Read a student")
            .Produces<StudentDto>().WithProblems(400, 404);
        routes.MapGet("/{id}/enrollments", Enrollments)
            .WithSummary("List a student's enrollments, dropped ones included")
            .WithDescription("Of one term, such as Fall 2024, or of all; waitlist positions are only given for one term.")
            .Produces<IReadOnlyList<EnrollmentDto>>().WithProblems(400, 404);
        routes.MapPost("/{id}/enrollments", EnrollAll)
            .WithMetadata(new ModeCanBeChosen())
            .WithSummary("Enroll a student in several sections of one term: all or none")
            .WithDescription("When only seats are lacking, the whole request waits, a success in which every enrollment is waitlisted; or it is refused, when when_full says so.")
            .Produces<IReadOnlyList<EnrollmentDto>>(201).WithProblems(400, 404, 409, 503);
    }

    private static Task<IResult> List(
        HttpContext context, string? q, [AsParameters] PageQuery page, Lists lists, EnrollmentQueries queries, CancellationToken cancellationToken) =>
        lists.PageAsync(context, page, ["students", q], async part => (await queries.ListStudentsAsync(q, part, cancellationToken)).Value, StudentDto.From);

    private static async Task<IResult> Get(string id, EnrollmentQueries queries, CancellationToken cancellationToken) =>
        (await queries.FindStudentAsync(new StudentId(id), cancellationToken)).Value is { } student
            ? TypedResults.Ok(StudentDto.From(student))
            : UnknownStudent(id);

    private static async Task<IResult> Enrollments(
        string id, string? term, EnrollmentService service, EnrollmentQueries queries, CancellationToken cancellationToken)
    {
        var student = new StudentId(id);
        var enrollments = term is null
            ? (await queries.ListEnrollmentsAsync(student, cancellationToken: cancellationToken)).Value
            : (await service.GetEnrollmentsAsync(student, new TermId(term), cancellationToken)).Enrollments;
        var isKnown = enrollments.Count > 0 || (await queries.FindStudentAsync(student, cancellationToken)).Value is not null;
        return isKnown ? Answers.Many(enrollments) : UnknownStudent(id);
    }

    private static async Task<IResult> EnrollAll(
        string id, EnrollAllRequest body, HttpContext context, EnrollmentService service, CancellationToken cancellationToken)
    {
        var result = await service.EnrollAsync(new StudentId(id), body.SectionIds, body.WhenFull, new CommandOptions { Mode = Preferences.Mode(context) }, cancellationToken);
        if (!result.IsSuccess) return Answers.Refuse(result, context);
        context.Response.Headers.Location = $"/api/v1/students/{id}/enrollments";
        return Answers.Many(result.Enrollments, StatusCodes.Status201Created);
    }

    private static IResult UnknownStudent(string id) => Answers.NotFound($"Student {id} does not exist.");
}
