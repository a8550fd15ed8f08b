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
    public static ProblemResult ForStatus(HttpContext context) => new(ProblemMap.OfStatus(context.Response.StatusCode, context.Request));
}
