using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Host.Problems;

/// <summary>The one place that knows which problem an exception is.</summary>
internal static class ProblemMap
{
    public static Problem From(Exception exception, HttpRequest request) => exception switch
    {
        InvalidInputException e => Of(400, Reasons.InvalidArgument, e.Message) with { Errors = e.Errors },
        InvalidIdException e => Of(400, Reasons.InvalidArgument, e.Message) with { Errors = new Dictionary<string, string[]> { [$"{e.Kind}_id"] = [e.Message] } },
        BadHttpRequestException { InnerException: JsonException e } => JsonProblem.From(e),
        BadHttpRequestException { StatusCode: 415 } => Of(415, Reasons.InvalidArgument, "Send the body as application/json."),
        BadHttpRequestException { StatusCode: 400 } when request.ContentLength is null or 0 => Of(400, Reasons.InvalidArgument, "Send a body; /docs shows its schema."),
        BadHttpRequestException e => Of(e.StatusCode, Reasons.InvalidArgument, e.Message),
        ConcurrencyException => Conflict(request),
        FencedException e => Of(409, Reasons.Fenced, e.Message),
        EventStoreUnavailableException => Of(503, Reasons.Unavailable, "The store cannot do its work now; nothing was changed. Try again."),
        AppendOutcomeUnknownException => Of(503, Reasons.OutcomeUnknown, "It is not known whether the change was stored. Read before trying again."),
        LimitExceededException e => Of(400, Reasons.InvalidArgument, e.Message),
        _ => Of(500, Reasons.Internal, "The host failed; the log has the details under the trace id."),
    };

    public static Problem Of(int status, string reason, string? detail) =>
        new() { Status = status, Title = ReasonPhrases.GetReasonPhrase(status), Reason = reason, Detail = detail };

    private static Problem Conflict(HttpRequest request) => request.Headers.IfMatch.Count > 0
        ? Of(412, Reasons.VersionConflict, "It has changed since the version in If-Match. Read it again and decide anew.")
        : Of(409, Reasons.VersionConflict, "Others changed the same thing at the same time, and retries ran out. Try again.");
}
