using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SmartCampus.Events;
using SmartCampus.Host.Documentation;
using SmartCampus.Host.Faces;
using SmartCampus.Host.Health;
using SmartCampus.Host.Opening;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Settings;
using SmartCampus.Host.Wire;

namespace SmartCampus.Host;

/// <summary>Puts the packages together; the rules are theirs.</summary>
internal static class Composition
{
    public const long MaxBodyBytes = 1 << 20;

    public static void AddCampus(WebApplicationBuilder builder, CampusSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddEventStore(events => UseStore(events, settings));
        services.AddSingleton<CampusOpener>();

        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
        services.AddSingleton(new PageTokens(RandomNumberGenerator.GetBytes(PageTokens.KeyBytes)));
        services.AddCampusHealth();
        services.AddCampusDocuments();

        HostLogging.Configure(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, settings));
    }

    public static void UseCampus(WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages => ProblemResult.WriteForStatusAsync(pages.HttpContext));
        app.UseCampusDocuments();
        app.MapCampusHealth();
        CampusApi.Map(app);
    }

    private static void UseStore(EventStoreBuilder events, CampusSettings settings)
    {
        _ = settings;
        events.UseInMemory();
    }

    private static void Configure(KestrelServerOptions kestrel, CampusSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = 5_000;
        kestrel.Listen(new IPEndPoint(settings.Listen, settings.Port), listen => listen.Protocols = HttpProtocols.Http1);
    }
}
