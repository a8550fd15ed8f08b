using SmartCampus.Enrollments;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Wire;
using SmartCampus.Host.Wire.V1;

namespace SmartCampus.Host.Faces;

/// <summary>What the faces have in common: preconditions in, entity tags and problems out.</summary>
internal static class Answers
{
    /// <summary>What the headers say of a command: the mode in Prefer, and that it holds only at the version in If-Match.</summary>
    public static CommandOptions Options(HttpContext context) => new() { ExpectedVersion = ETags.Expected(context), Mode = Preferences.Mode(context) };

    public static IResult One(EnrollmentView enrollment, HttpContext context, int status)
    {
        ETags.Set(context, enrollment.Version);
        return TypedResults.Json(EnrollmentDto.From(enrollment), statusCode: status);
    }

    public static IResult Many(IEnumerable<EnrollmentView> enrollments, int status = StatusCodes.Status200OK) =>
        TypedResults.Json<IReadOnlyList<EnrollmentDto>>([.. enrollments.Select(EnrollmentDto.From)], statusCode: status);

    public static IResult NotModified(EnrollmentView enrollment, HttpContext context)
    {
        ETags.Set(context, enrollment.Version);
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }

    public static IResult NotFound(string detail) => new ProblemResult(ProblemMap.Of(StatusCodes.Status404NotFound, Reasons.NotFound, detail));

    public static IResult Refuse(EnrollmentResult result, HttpContext context) => new ProblemResult(ResultProblem.From(result, context.Request));
}
