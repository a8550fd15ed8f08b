using System.Diagnostics;
using SmartCampus.Host.Wire;

namespace SmartCampus.Host.Problems;

/// <summary>Writes problems.</summary>
internal static class ProblemResult
{
    private const string RetryAfterSeconds = "1";

    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        context.Response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = RetryAfterSeconds;
        var complete = problem with
        {
            Instance = context.Request.Path.Value,
            TraceId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier,
        };
        return context.Response.WriteAsJsonAsync(complete, WireJson.Default.Problem, Problem.ContentType);
    }

    /// <summary>Gives the answers that the framework makes without a body (unknown route, wrong method) one.</summary>
    public static Task WriteForStatusAsync(HttpContext context) => WriteAsync(context, context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ProblemMap.Of(404, Reasons.NotFound, "Nothing is served here; /docs lists what is."),
        StatusCodes.Status405MethodNotAllowed => ProblemMap.Of(405, Reasons.InvalidArgument, $"{context.Request.Method} is not served here; see the Allow header."),
        StatusCodes.Status415UnsupportedMediaType => ProblemMap.Of(415, Reasons.InvalidArgument, "Send the body as application/json."),
        var status => ProblemMap.Of(status, status < 500 ? Reasons.InvalidArgument : Reasons.Internal, null),
    });
}
