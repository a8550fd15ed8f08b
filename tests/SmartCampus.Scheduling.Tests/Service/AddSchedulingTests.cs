using Microsoft.Extensions.DependencyInjection;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling.Tests.Service;

public sealed class AddSchedulingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("campus")]
    public async Task The_service_works_over_the_store_of_the_same_key(string? key)
    {
        await using var services = new ServiceCollection()
            .AddEventStore(store => store.AddEvents(types => types.AddEnrollmentEvents().AddSchedulingEvents()).UseInMemory(), key)
            .AddScheduling(key)
            .BuildServiceProvider();
        var scheduler = services.GetRequiredKeyedService<SchedulerService>(key);
        await scheduler.AddRoomAsync(new RoomInfo(new RoomId("B2"), 30, []), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Single((await scheduler.GetRoomsAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Same(scheduler, services.GetRequiredKeyedService<SchedulerService>(key));
    }
}
