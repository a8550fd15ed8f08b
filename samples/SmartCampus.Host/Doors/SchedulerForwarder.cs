using System.Net;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Settings;
using Yarp.ReverseProxy.Forwarder;

namespace SmartCampus.Host.Doors;

/// <summary>Hands requests on to the process that runs the scheduler.</summary>
internal sealed class SchedulerForwarder(IHttpForwarder forwarder, CampusSettings settings) : IDisposable
{
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
        var error = await forwarder.SendAsync(context, settings.SchedulerUrl.GetLeftPart(UriPartial.Authority), _client, Patience);
        if (error == ForwarderError.None || context.Response.HasStarted) return;
        await new ProblemResult(ProblemMap.Of(
            StatusCodes.Status503ServiceUnavailable, Reasons.Unavailable, "The scheduler cannot be reached now; enrollment goes on without it. Try again.")).ExecuteAsync(context);
    }

    public void Dispose() => _client.Dispose();
}
