using SmartCampus.Enrollments;
using SmartCampus.Host.Wire.V1;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Faces;

/// <summary>Who meets when and where in a term.</summary>
internal static class TimetableEndpoints
{
    public static void MapTimetables(this IEndpointRouteBuilder v1)
    {
        var routes = v1.MapGroup("/timetables").WithTags("Timetables").WithMetadata(new TermIsRequired())
            .WithDescription("JSON, or an iCalendar file for Accept: text/calendar or format=ical.");
        routes.MapGet("/students/{id}", OfStudent)
            .WithSummary("Read the timetable of a student in a term: the sections in which the student has a seat")
            .Produces<IReadOnlyList<TimetableEntryDto>>().WithProblems(400, 404);
        routes.MapGet("/sections/{id}", OfSection)
            .WithSummary("Read the timetable of a section in a term")
            .Produces<IReadOnlyList<TimetableEntryDto>>().WithProblems(400, 404);
        routes.MapGet("/rooms/{id}", OfRoom)
            .WithSummary("Read the timetable of a room in a term")
            .Produces<IReadOnlyList<TimetableEntryDto>>().WithProblems(400, 404);
    }

    private static async Task<IResult> OfStudent(
        string id, string? term, string? format, HttpContext context, EnrollmentQueries queries, SchedulerService scheduler, TimetableAnswers answers, CancellationToken cancellationToken)
    {
        var student = new StudentId(id);
        var timetable = (await scheduler.GetStudentTimetableAsync(student, RouteIds.Term(term), cancellationToken)).ValueIn(context);
        return timetable.Entries.Length > 0 || (await queries.FindStudentAsync(student, cancellationToken)).Value is not null
            ? await answers.WriteAsync(context, timetable, RouteIds.Term(term), format, cancellationToken)
            : Answers.NotFound($"Student {id} does not exist.");
    }

    private static async Task<IResult> OfSection(
        string id, string? term, string? format, HttpContext context, EnrollmentQueries queries, SchedulerService scheduler, TimetableAnswers answers, CancellationToken cancellationToken)
    {
        var section = new SectionId(id);
        var timetable = (await scheduler.GetSectionTimetableAsync(section, RouteIds.Term(term), cancellationToken)).ValueIn(context);
        return timetable.Entries.Length > 0 || (await queries.FindSectionAsync(section, cancellationToken)).Value is not null
            ? await answers.WriteAsync(context, timetable, RouteIds.Term(term), format, cancellationToken)
            : Answers.NotFound($"Section {id} does not exist.");
    }

    private static async Task<IResult> OfRoom(
        string id, string? term, string? format, HttpContext context, SchedulerService scheduler, TimetableAnswers answers, CancellationToken cancellationToken) =>
        (await scheduler.GetRoomTimetableAsync(RouteIds.Room(id), RouteIds.Term(term), cancellationToken)).ValueIn(context) is { } timetable
            ? await answers.WriteAsync(context, timetable, RouteIds.Term(term), format, cancellationToken)
            : Answers.NotFound($"Room {id} does not exist.");
}
