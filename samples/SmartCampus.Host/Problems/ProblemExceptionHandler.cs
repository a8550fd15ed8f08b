using Microsoft.AspNetCore.Diagnostics;

namespace SmartCampus.Host.Problems;

/// <summary>Answers every exception with a problem.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested) return true;
        var problem = ProblemMap.From(exception, httpContext.Request);
        if (problem.Status == StatusCodes.Status500InternalServerError) LogUnexpected(exception, httpContext.Request.Path);
        await new ProblemResult(problem).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A call of {Path} failed unexpectedly")]
    private partial void LogUnexpected(Exception exception, string path);
}
