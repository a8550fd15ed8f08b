using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using SmartCampus.Events;
using SmartCampus.Host.Demo;
using SmartCampus.Host.Documentation;
using SmartCampus.Host.Doors;
using SmartCampus.Host.Faces;
using SmartCampus.Host.Health;
using SmartCampus.Host.Imports;
using SmartCampus.Host.Opening;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Problems;
using SmartCampus.Host.Settings;
using SmartCampus.Host.Wire;
using SmartCampus.Scheduling;

namespace SmartCampus.Host;

/// <summary>Puts the packages together; the rules are theirs.</summary>
internal static class Composition
{
    private const long MaxBodyBytes = 1 << 20;
    private const long MaxConnections = 5_000;

    public static void AddCampus(WebApplicationBuilder builder, CampusSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        UseStoreAndLocks(services, settings);
        services.AddEnrollment(options => options.Mode = settings.Mode);
        services.AddScheduling();
        if (settings.Role != HostRole.Academic) services.AddDurableSubscription<EnrollmentEventSubscriber>(EnrollmentEventSubscriber.Group, EnrollmentEventSubscriber.Configure);
        services.AddHttpForwarder();
        services.AddSingleton<SchedulerForwarder>();
        services.AddSingleton<CampusImporter>();
        services.AddSingleton<TimetableAnswers>();
        services.AddSingleton<SectionWatch>();
        services.AddSingleton<DemoSeeder>();
        services.AddSingleton<Promotions>();
        if (settings.Role != HostRole.Scheduler) services.AddHostedService<PromotionPatrol>();
        services.AddSingleton<ReadModels>();
        services.AddSingleton<CampusOpener>();

        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
        services.AddSingleton(_ => new PageTokens(PageTokenKey.For(settings)));
        services.AddSingleton<Lists>();
        services.AddCampusHealth(settings);
        services.AddCampusDocuments();

        HostLogging.Configure(builder.Logging);
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, settings));
    }

    public static void UseCampus(WebApplication app)
    {
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(pages => ProblemResult.ForStatus(pages.HttpContext).ExecuteAsync(pages.HttpContext));
        app.UseDoors();
        app.UseUtf8Bodies();
        app.UseCampusDocuments();
        app.MapCampusHealth();
        CampusApi.Map(app);
    }

    private static void UseStoreAndLocks(IServiceCollection services, CampusSettings settings)
    {
        switch (settings)
        {
            case { Mongo: { } mongo }:
                mongo.Use(services);
                break;
            case { Store: StoreKind.Memory }:
                services.AddEventStore(events => events.UseInMemory());
                services.AddLockManager();
                break;
            default:
                services.AddEventStore(events => events.UseSqlite(settings.Data));
                services.AddSqliteLockManager(settings.Locks);
                break;
        }
    }

    private static void Configure(KestrelServerOptions kestrel, CampusSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        foreach (var door in settings.Doors)
        {
            kestrel.Listen(new IPEndPoint(settings.Listen, door.Port), listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    connection.Features.Set(door);
                    return next(connection);
                });
            });
        }
    }
}
