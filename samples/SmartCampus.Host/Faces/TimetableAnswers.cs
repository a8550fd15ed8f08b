using Microsoft.Net.Http.Headers;
using SmartCampus.Enrollments;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Wire;
using SmartCampus.Host.Wire.V1;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Faces;

/// <summary>Writes timetables as JSON, or as a calendar for whoever asks for one.</summary>
internal sealed class TimetableAnswers(EnrollmentService service, TimeProvider time)
{
    private const string Json = "application/json";
    private const string ICalendar = "ical";

    /// <summary>Answers in the format that the query names, or else the Accept header; JSON when neither says anything.</summary>
    /// <exception cref="InvalidInputException">The format does not exist.</exception>
    public async Task<IResult> WriteAsync(HttpContext context, Timetable timetable, TermId term, string? format, CancellationToken cancellationToken)
    {
        context.Response.Headers.Vary = HeaderNames.Accept;
        if (!IsCalendarWanted(context.Request, format))
            return TypedResults.Ok<IReadOnlyList<TimetableEntryDto>>([.. timetable.Entries.Select(TimetableEntryDto.From)]);
        return (await service.FindTermAsync(term, cancellationToken))?.FirstDay is { } firstDay
            ? TypedResults.Text(TimetableCalendar.Write(timetable, term, firstDay, time.GetUtcNow()), TimetableCalendar.ContentType)
            : Answers.NotFound($"The weeks of {term} are on no dates yet: import the term with its first_day, or ask for {Json}.");
    }

    private static bool IsCalendarWanted(HttpRequest request, string? format) => format switch
    {
        null => Quality(request, TimetableCalendar.ContentType) is > 0 and var calendar && calendar > Quality(request, Json),
        "json" => false,
        ICalendar => true,
        _ => throw new InvalidInputException("format", $"must be json or {ICalendar}."),
    };

    private static double Quality(HttpRequest request, string type) =>
        request.GetTypedHeaders().Accept.Where(accepted => accepted.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(accepted => accepted.Quality ?? 1).FirstOrDefault();
}
