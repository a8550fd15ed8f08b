using Microsoft.Extensions.DependencyInjection;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling.Tests.Service;

public sealed class AddSchedulingTests
{
    [Fact]
    public async Task The_service_is_made_once_over_the_application_s_store()
    {
        await using var services = new ServiceCollection().AddEventStore(store => store.UseInMemory()).AddEnrollment().AddScheduling().BuildServiceProvider();
        var scheduler = services.GetRequiredService<SchedulerService>();
        await scheduler.AddRoomAsync(new RoomInfo(new RoomId("B2"), 30, []), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Single((await scheduler.GetRoomsAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Same(scheduler, services.GetRequiredService<SchedulerService>());
    }

    [Fact]
    public async Task Rooms_work_without_enrollment()
    {
        await using var services = new ServiceCollection().AddEventStore(store => store.UseInMemory()).AddScheduling().BuildServiceProvider();
        var scheduler = services.GetRequiredService<SchedulerService>();
        await scheduler.AddRoomAsync(new RoomInfo(new RoomId("B2"), 30, []), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty((await scheduler.GetStudentTimetableAsync(new StudentId("s"), new TermId("t"), TestContext.Current.CancellationToken)).Value.Entries);
        Assert.Single((await scheduler.GetRoomsAsync(TestContext.Current.CancellationToken)).Value);
    }
}
