using SmartCampus.Enrollments;

namespace SmartCampus.Host.Problems;

/// <summary>Turns the outcomes of commands into problems.</summary>
internal static class ResultProblem
{
    private const int MaxReasons = 100;
    private const int MaxSentences = 10;

    /// <summary>The problem of a command that was not carried out.</summary>
    public static Problem From(EnrollmentResult result, HttpRequest request) => From(StatusOf(result.Outcome, request), result.Refusals);

    /// <summary>The problem of an import or a booking that was not carried out.</summary>
    public static Problem From(IReadOnlyList<Refusal> refusals) => From(StatusOf(refusals), refusals);

    /// <summary>A problem with every reason; the first one is the problem's own. Of a large import it shows the first hundred.</summary>
    private static Problem From(int status, IReadOnlyList<Refusal> refusals)
    {
        var shown = refusals.Take(MaxReasons).ToArray();
        return ProblemMap.Of(status, shown[0].Code, string.Join(' ', shown.Take(MaxSentences).Select(refusal => refusal.Message))) with
        {
            Reasons = ReasonsOf(shown),
            Errors = ErrorsOf(shown),
        };
    }

    public static IReadOnlyList<ProblemReason> ReasonsOf(IReadOnlyList<Refusal> refusals) =>
        [.. refusals.Select(refusal => new ProblemReason(refusal.Code, refusal.Message, refusal.Section?.Value))];

    private static Dictionary<string, string[]>? ErrorsOf(IReadOnlyList<Refusal> refusals)
    {
        var errors = refusals.Where(refusal => refusal.Field is not null)
            .GroupBy(refusal => refusal.Field!, refusal => refusal.Message)
            .ToDictionary(field => field.Key, field => field.ToArray());
        return errors.Count > 0 ? errors : null;
    }

    private static int StatusOf(IReadOnlyList<Refusal> refusals) =>
        refusals.Any(refusal => refusal.Code == RefusalCodes.InvalidArgument) ? StatusCodes.Status400BadRequest :
        refusals.Any(refusal => refusal.Code == RefusalCodes.NotFound) ? StatusCodes.Status404NotFound :
        StatusCodes.Status409Conflict;

    private static int StatusOf(EnrollmentOutcome outcome, HttpRequest request) => outcome switch
    {
        EnrollmentOutcome.Invalid => StatusCodes.Status400BadRequest,
        EnrollmentOutcome.NotFound => StatusCodes.Status404NotFound,
        EnrollmentOutcome.VersionConflict when request.Headers.IfMatch.Count > 0 => StatusCodes.Status412PreconditionFailed,
        EnrollmentOutcome.LockTimeout => StatusCodes.Status503ServiceUnavailable,
        EnrollmentOutcome.CommitIdReused => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status409Conflict,
    };
}
