using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Tests;

/// <summary>HO7: what the end of a process has cut off, seeding or a promotion, is made up at the next start.</summary>
public sealed class RestartTests
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

    [Fact]
    public async Task A_promotion_that_the_end_of_a_process_has_cut_off_is_made_up_at_the_next_start()
    {
        var store = NewStore();
        var dying = new FailingStore(store) { FailAfterAppends = int.MaxValue, Failure = () => new EventStoreUnavailableException("The power is out.") };
        await using (var host = await RunningHost.StartAsync(configure: services => Use(services, dying)))
        {
            dying.FailAfterAppends = dying.Appends + 1; // The drop is stored, what follows is not.
            await host.Client.DeleteAsync("/api/v1/enrollments/student-2:section-457");
            Assert.Equal("waitlisted", (await host.Client.GetJsonAsync("/api/v1/enrollments/student-3:section-457")).Text("status"));
        }

        await using var restarted = await RunningHost.StartAsync(configure: services => Use(services, store));

        Assert.Equal("dropped", (await restarted.Client.GetJsonAsync("/api/v1/enrollments/student-2:section-457")).Text("status"));
        Assert.Equal("enrolled", (await restarted.Client.GetJsonAsync("/api/v1/enrollments/student-3:section-457")).Text("status"));
    }

    [Fact]
    public async Task A_promotion_that_the_end_of_a_process_has_cut_off_is_made_up_by_another_one_that_goes_on()
    {
        var (store, time) = (NewStore(), new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        await using var other = await RunningHost.StartAsync(configure: services => Use(services, store).AddSingleton<TimeProvider>(time));
        var dying = new FailingStore(store) { FailAfterAppends = int.MaxValue, Failure = () => new EventStoreUnavailableException("The power is out.") };
        await using (var host = await RunningHost.StartAsync(configure: services => Use(services, dying)))
        {
            dying.FailAfterAppends = dying.Appends + 1; // The drop is stored, what follows is not.
            await host.Client.DeleteAsync("/api/v1/enrollments/student-2:section-457");
        }
        Assert.Equal("waitlisted", await StatusAsync());

        while (await StatusAsync() == "waitlisted") time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("enrolled", await StatusAsync());

        async Task<string> StatusAsync() => (await other.Client.GetJsonAsync("/api/v1/enrollments/student-3:section-457")).Text("status");
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
        await using var host = CampusHost.Build(["--store", "memory", "--demo", "--port-offset", "auto"], services => Use(services, store));
        await host.StartAsync();
        await host.StopAsync();
    }

    // Appends are counted here, so that the scheduler must not write at its own pace meanwhile.
    private static IServiceCollection Use(IServiceCollection services, IEventStore store)
    {
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory is not null));
        return services.AddSingleton(store);
    }

    // Streams in another order are the same campus: only what each stream says counts.
    private static async Task<string[]> EventsAsync(InMemoryEventStore store) =>
        [.. (await store.ReadAllPageAsync(new AllReadOptions { MaxCount = 4096 })).Events.Select(stored => $"{stored.Stream} {stored.Version} {stored.Event}")];
}
