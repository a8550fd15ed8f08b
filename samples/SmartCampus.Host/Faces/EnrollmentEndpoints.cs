using System.Globalization;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Wire;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Faces;

/// <summary>Enrollments: ask for a seat, look, give up, swap, grade.</summary>
internal static class EnrollmentEndpoints
{
    public static void MapEnrollments(this IEndpointRouteBuilder v1)
    {
        var routes = v1.MapGroup("/enrollments").WithTags("Enrollments");
        routes.MapPost("/", Enroll)
            .WithMetadata(new ModeCanBeChosen())
            .WithSummary("Enroll a student in a section")
            .WithDescription("When the section is full the student waits: that is a success with status waitlisted and a position. For several sections at once see /students/{id}/enrollments.")
            .Produces<EnrollmentDto>(201).WithProblems(400, 404, 409, 503);
        routes.MapPost("/validate", Validate)
            .WithSummary("Ask what would become of a request, with every reason, without making it")
            .Produces<ValidateResponse>().WithProblems(400, 404, 503);
        routes.MapPost("/swap", Swap)
            .WithMetadata(new ModeCanBeChosen())
            .WithSummary("Give up enrollments for seats in other sections: all of it or nothing")
            .WithDescription("If-Match, when sent, is the version of every enrollment that is given up. A swap never waits.")
            .Produces<IReadOnlyList<EnrollmentDto>>().WithProblems(400, 404, 409, 412, 503);
        routes.MapGet("/{id}", Get)
            .WithSummary("Read an enrollment, as it is or as it was")
            .WithDescription("With version or at (an ISO 8601 time) as it was then. The ETag is its version.")
            .Produces<EnrollmentDto>().Produces(304).WithProblems(400, 404);
        routes.MapGet("/{id}/history", History)
            .WithSummary("List everything that happened to an enrollment, oldest first")
            .Produces<IReadOnlyList<HistoryEntryDto>>().WithProblems(400, 404);
        routes.MapDelete("/{id}", Drop)
            .WithMetadata(new ModeCanBeChosen())
            .WithSummary("Give up a seat or a place in the waitlist")
            .WithDescription("The seat goes to the first in the waitlist whose whole request fits. With If-Match only when nothing has changed since.")
            .Produces<EnrollmentDto>().WithProblems(400, 404, 409, 412, 503);
        routes.MapPut("/{id}/grade", Grade)
            .WithMetadata(new ModeCanBeChosen())
            .WithSummary("Give a grade, once, or correct it with a reason")
            .WithDescription("F and NP do not pass the course; every other grade does, whatever its text.")
            .Produces<EnrollmentDto>().WithProblems(400, 404, 409, 412, 503);
    }

    private static async Task<IResult> Enroll(EnrollRequest body, HttpContext context, EnrollmentService service, CancellationToken cancellationToken)
    {
        var result = await service.EnrollAsync(body.StudentId, [body.SectionId], options: new CommandOptions { Mode = Preferences.Mode(context) }, cancellationToken: cancellationToken);
        if (!result.IsSuccess) return Answers.Refuse(result, context);
        var enrollment = result.Enrollments[^1];
        context.Response.Headers.Location = $"/api/v1/enrollments/{enrollment.Id}";
        return Answers.One(enrollment, context, StatusCodes.Status201Created);
    }

    private static async Task<IResult> Validate(ValidateRequest body, HttpContext context, EnrollmentService service, CancellationToken cancellationToken)
    {
        var result = await service.ValidateAsync(body.StudentId, body.SectionIds, body.WhenFull, cancellationToken);
        string? outcome = result.Outcome switch
        {
            EnrollmentOutcome.Done => "enrolled",
            EnrollmentOutcome.Waitlisted => "waitlisted",
            EnrollmentOutcome.Refused => "refused",
            _ => null,
        };
        return outcome is null
            ? Answers.Refuse(result, context)
            : TypedResults.Ok(new ValidateResponse(outcome, ResultProblem.ReasonsOf(result.Refusals)));
    }

    private static async Task<IResult> Swap(SwapRequest body, HttpContext context, EnrollmentService service, CancellationToken cancellationToken)
    {
        var result = await service.SwapAsync(body.DropEnrollmentIds, body.SectionIds, Answers.Options(context), cancellationToken);
        return result.IsSuccess ? Answers.Many(result.Enrollments) : Answers.Refuse(result, context);
    }

    private static async Task<IResult> Get(string id, string? version, string? at, HttpContext context, EnrollmentService service, CancellationToken cancellationToken)
    {
        var enrollment = EnrollmentId.Parse(id);
        var found = (version, at) switch
        {
            (null, null) => await service.GetEnrollmentAsync(enrollment, cancellationToken: cancellationToken),
            (not null, null) => await service.GetEnrollmentAsync(enrollment, ReadVersion(version), cancellationToken),
            (null, not null) => await service.GetEnrollmentAtAsync(enrollment, ReadTime(at), cancellationToken),
            _ => throw new InvalidInputException("at", "cannot be combined with version; give one of them."),
        };
        if (found is null) return Answers.NotFound($"Enrollment {enrollment} does not exist, or did not exist then.");
        // A place in the waitlist moves without a new version: who waits always gets it anew.
        return found.WaitlistPosition is null && ETags.IsKnown(context, found.Version) ? Answers.NotModified(found, context) : Answers.One(found, context, StatusCodes.Status200OK);
    }

    private static async Task<IResult> History(string id, EnrollmentService service, IEventStore store, CancellationToken cancellationToken)
    {
        var history = await service.GetHistoryAsync(EnrollmentId.Parse(id), cancellationToken);
        if (history.Count == 0) return Answers.NotFound($"Enrollment {id} does not exist.");
        return TypedResults.Ok<IReadOnlyList<HistoryEntryDto>>([.. history.Select(entry => HistoryEntryDto.From(entry, store.Serializer))]);
    }

    private static async Task<IResult> Drop(string id, HttpContext context, EnrollmentService service, CancellationToken cancellationToken)
    {
        var result = await service.DropAsync(EnrollmentId.Parse(id), Answers.Options(context), cancellationToken);
        return result.IsSuccess ? Answers.One(result.Enrollments[0], context, StatusCodes.Status200OK) : Answers.Refuse(result, context);
    }

    private static async Task<IResult> Grade(string id, GradeRequest body, HttpContext context, EnrollmentService service, CancellationToken cancellationToken)
    {
        var (enrollment, options) = (EnrollmentId.Parse(id), Answers.Options(context));
        var result = body.Reason is null
            ? await service.AssignGradeAsync(enrollment, body.Grade, options, cancellationToken)
            : await service.ChangeGradeAsync(enrollment, body.Grade, body.Reason, options, cancellationToken);
        return result.IsSuccess ? Answers.One(result.Enrollments[0], context, StatusCodes.Status200OK) : Answers.Refuse(result, context);
    }

    private static StreamVersion ReadVersion(string version) =>
        long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new StreamVersion(number)
            : throw new InvalidInputException("version", "must be a number, 1 or more.");

    private static DateTimeOffset ReadTime(string at) =>
        DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new InvalidInputException("at", "must be a time such as 2024-09-02T08:00:00Z.");
}
