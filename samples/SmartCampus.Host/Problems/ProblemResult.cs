using System.Diagnostics;

namespace SmartCampus.Host.Problems;

/// <summary>Answers with a problem.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    private const string RetryAfterSeconds = "1";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = problem.Status;
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = RetryAfterSeconds;
        var complete = problem with
        {
            Instance = httpContext.Request.Path.Value,
            TraceId = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier,
        };
        return response.WriteAsJsonAsync(complete, options: null, Problem.ContentType);
    }

    /// <summary>A problem for an answer that the framework makes without a body (unknown route, wrong method).</summary>
    public static ProblemResult ForStatus(HttpContext context) => new(context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ProblemMap.Of(404, Reasons.NotFound, "Nothing is served here; /docs lists what is."),
        StatusCodes.Status405MethodNotAllowed => ProblemMap.Of(405, Reasons.InvalidArgument, $"{context.Request.Method} is not served here; see the Allow header."),
        StatusCodes.Status413PayloadTooLarge => ProblemMap.Of(413, Reasons.InvalidArgument, "The body is larger than this route takes."),
        StatusCodes.Status415UnsupportedMediaType => ProblemMap.Of(415, Reasons.InvalidArgument, "Send the body as application/json."),
        var status => ProblemMap.Of(status, status < 500 ? Reasons.InvalidArgument : Reasons.Internal, "The request could not be understood."),
    });
}
