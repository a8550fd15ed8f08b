using SmartCampus.Enrollments;
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
        if (settings.Demo) await services.GetRequiredService<DemoSeeder>().SeedAsync(cancellationToken);
        await services.GetRequiredService<ReadModels>().CatchUpAsync(cancellationToken);
        if (settings.Role != HostRole.Scheduler) await PromoteAsync(cancellationToken);
        services.GetRequiredService<PageTokens>(); // Last: a file that is refused gets no key beside it.
    }

    // Makes up for promotions that the end of the last process has cut off. Without locks: that process may have held them, and they last a while.
    private async Task PromoteAsync(CancellationToken cancellationToken)
    {
        var options = new CommandOptions { Mode = ConcurrencyMode.Optimistic };
        var sections = await services.GetRequiredService<EnrollmentQueries>().FindPromotableAsync(cancellationToken);
        foreach (var section in sections.Value)
            await services.GetRequiredService<EnrollmentService>().PromoteAsync(section, options, cancellationToken);
    }
}
