using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;

namespace SmartCampus.Host.Problems;

/// <summary>The one place that knows which problem an exception is.</summary>
internal static class ProblemMap
{
    public static Problem From(Exception exception, HttpRequest request) => exception switch
    {
        InvalidInputException e => Of(400, Reasons.InvalidArgument, e.Message) with { Errors = e.Errors },
        InvalidIdException e => Of(400, Reasons.InvalidArgument, e.Message) with { Errors = new Dictionary<string, string[]> { [FieldOf(e, request)] = [e.Message] } },
        BadHttpRequestException { InnerException: JsonException e } => JsonProblem.From(e),
        // What the framework says names its own parts; of the routes here it can only miss the body.
        BadHttpRequestException { StatusCode: 400 } => Of(400, Reasons.InvalidArgument, "Send a body; /docs shows its schema."),
        BadHttpRequestException e => OfStatus(e.StatusCode, request),
        ConcurrencyException => Conflict(request),
        FencedException e => Of(409, Reasons.Fenced, e.Message),
        LockTimeoutException e => Of(503, Reasons.LockTimeout, e.Message),
        LockUnavailableException => Of(503, Reasons.Unavailable, "The locks cannot be reached now. This was not done: send it again."),
        LockNotOwnedException => Of(503, Reasons.OutcomeUnknown, "The lock was lost on the way, and it is not known whether the change was stored. Sending it again is safe."),
        EventStoreUnavailableException => Of(503, Reasons.Unavailable, "The store cannot do its work now. This was not done, an import perhaps in part: send it again."),
        AppendOutcomeUnknownException => Of(503, Reasons.OutcomeUnknown, "It is not known whether the change was stored. Read before trying again."),
        LimitExceededException e => Of(400, Reasons.InvalidArgument, e.Message),
        _ => Of(500, Reasons.Internal, "The host failed; the log has the details under the trace id."),
    };

    /// <summary>The problem of a status that the framework has chosen.</summary>
    public static Problem OfStatus(int status, HttpRequest request) => status switch
    {
        404 => Of(status, Reasons.NotFound, "Nothing is served here; /docs lists what is."),
        405 => Of(status, Reasons.InvalidArgument, $"{request.Method} is not served here; see the Allow header."),
        413 => Of(status, Reasons.InvalidArgument, $"The body is larger than the {MaxBodyMiB(request)} MiB that this route takes."),
        415 => Of(status, Reasons.InvalidArgument, "Send the body as application/json in UTF-8."),
        _ => Of(status, status < 500 ? Reasons.InvalidArgument : Reasons.Internal, "The request could not be understood."),
    };

    public static Problem Of(int status, string reason, string? detail) =>
        new() { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Reason = reason, Detail = detail };

    // Ids in bodies are read by converters, so this one is from the path, or a filter in the query, which is named as its kind.
    private static string FieldOf(InvalidIdException exception, HttpRequest request) =>
        exception.Kind != "term" && request.HttpContext.Features.Get<IExceptionHandlerFeature>()?.RouteValues?.ContainsKey("id") is true ? "id" : exception.Kind;

    private static long? MaxBodyMiB(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize >> 20;

    private static Problem Conflict(HttpRequest request) => request.Headers.IfMatch.Count > 0
        ? Of(412, Reasons.VersionConflict, "It has changed since the version in If-Match. Read it again and decide anew.")
        : Of(409, Reasons.VersionConflict, "Others changed the same thing at the same time, and retries ran out. Try again.");
}
