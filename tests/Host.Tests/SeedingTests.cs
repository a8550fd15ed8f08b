using Microsoft.Extensions.DependencyInjection;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Tests;

/// <summary>The demo campus is the same after a start that was cut off anywhere and done again.</summary>
public sealed class SeedingTests
{
    [Fact]
    public async Task A_start_that_is_cut_off_in_the_middle_of_seeding_is_finished_by_the_next_one()
    {
        var expected = await SeedAsync(NewStore());
        for (var appends = 0; appends < expected.Appends; appends++)
        {
            var store = NewStore();
            var interrupted = new FailingStore(store) { FailAfterAppends = appends, Failure = () => new EventStoreUnavailableException("The power is out.") };
            await Assert.ThrowsAsync<EventStoreUnavailableException>(() => StartAsync(interrupted));

            Assert.Equal(expected.Events, (await SeedAsync(store)).Events);
        }
    }

    [Fact]
    public async Task A_store_with_another_campus_of_the_same_names_is_not_mixed_with_the_demo()
    {
        var store = NewStore();
        await new EnrollmentService(new AggregateRepository(store)).AddCourseAsync(new CourseDefinition(new CourseId("CS-101"), "Cooking", 1));

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync(new FailingStore(store)));

        Assert.Contains("another campus", exception.Message, StringComparison.Ordinal);
        Assert.Single(await EventsAsync(store));
    }

    private static InMemoryEventStore NewStore() => new(new EventSerializer(new EventTypes().AddEnrollmentEvents().AddSchedulingEvents()));

    private static async Task<(string[] Events, int Appends)> SeedAsync(InMemoryEventStore store)
    {
        var counting = new FailingStore(store);
        await StartAsync(counting);
        return ([.. (await EventsAsync(store)).Order(StringComparer.Ordinal)], counting.Appends);
    }

    private static async Task StartAsync(IEventStore store)
    {
        await using var host = CampusHost.Build(["--store", "memory", "--demo", "--port-offset", "auto"], services => services.AddSingleton(store));
        await host.StartAsync();
        await host.StopAsync();
    }

    // Streams in another order are the same campus: only what each stream says counts.
    private static async Task<string[]> EventsAsync(InMemoryEventStore store) =>
        [.. (await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 4096 })).Events.Select(stored => $"{stored.Stream} {stored.Version} {stored.Event}")];
}
