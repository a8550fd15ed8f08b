using System.Net;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Settings;
using Yarp.ReverseProxy.Forwarder;

namespace SmartCampus.Host.Doors;

/// <summary>Hands requests on to the process that runs the scheduler.</summary>
internal sealed class SchedulerForwarder(IHttpForwarder forwarder, CampusSettings settings) : IDisposable
{
    // Marks what was handed on, so that a scheduler URL that leads back here makes no circle.
    private const string Forwarded = "Campus-Forwarded";

    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromSeconds(30) };

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    public async Task ForwardAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(Forwarded))
        {
            await new ProblemResult(ProblemMap.Of(
                StatusCodes.Status503ServiceUnavailable, Reasons.Unavailable, "The scheduler is looked for at an academic service: start that one with the --scheduler-url of a process that runs the scheduler.")).ExecuteAsync(context);
            return;
        }

        context.Request.Headers[Forwarded] = "1";
        var error = await forwarder.SendAsync(context, settings.SchedulerUrl.GetLeftPart(UriPartial.Authority), _client, Patience);
        if (error == ForwarderError.None || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
        await new ProblemResult(ProblemOf(context)).ExecuteAsync(context);
    }

    // A body that this door refuses, such as one that is too large, is the caller's fault and not the scheduler's.
    private static Problem ProblemOf(HttpContext context)
    {
        for (var cause = context.GetForwarderErrorFeature()?.Exception; cause is not null; cause = cause.InnerException)
            if (cause is BadHttpRequestException bad) return ProblemMap.OfStatus(bad.StatusCode, context.Request);
        return ProblemMap.Of(StatusCodes.Status503ServiceUnavailable, Reasons.Unavailable, "The scheduler cannot be reached now; enrollment goes on without it. Try again.");
    }

    public void Dispose() => _client.Dispose();
}
