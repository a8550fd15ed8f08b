using SmartCampus.Host.Demo;
using SmartCampus.Host.Paging;
using SmartCampus.Host.Settings;

namespace SmartCampus.Host.Opening;

/// <summary>Makes the campus ready before the first request.</summary>
/// <param name="settings">Says where the data is.</param>
/// <param name="services">Gives the services late: some open the data file, whose folder must be there first.</param>
internal sealed class CampusOpener(CampusSettings settings, IServiceProvider services)
{
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        DataFolder.Prepare(settings);
        if (settings.Mongo is { } mongo) await mongo.EnsureSchemaAsync(cancellationToken);
        if (settings.Demo) await services.GetRequiredService<DemoSeeder>().SeedAsync(cancellationToken);
        await services.GetRequiredService<ReadModels>().CatchUpAsync(cancellationToken);
        if (settings.Role != HostRole.Scheduler) await services.GetRequiredService<Promotions>().MakeUpAsync(cancellationToken);
        services.GetRequiredService<PageTokens>(); // Last: a file that is refused gets no key beside it.
    }
}
