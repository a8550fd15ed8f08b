using Microsoft.Extensions.DependencyInjection;
using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Locking;

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

    [Fact]
    public async Task The_application_s_locks_and_checkpoints_are_used()
    {
        var token = TestContext.Current.CancellationToken;
        await using var services = new ServiceCollection().AddEventStore(store => store.UseInMemory()).AddEnrollment().AddLockManager().AddScheduling().BuildServiceProvider();
        var scheduler = services.GetRequiredService<SchedulerService>();
        await using var held = await services.GetRequiredService<ILockManager>().AcquireAsync("room:B2", "somebody", LockOptions.Default, token);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(token);
        var release = scheduler.ReleaseAsync(new RoomId("B2"), new TermId("t"), new SectionId("s"), cancellationToken: impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await release);
        Assert.Equal(GlobalPosition.Start, (await scheduler.GetRoomsAsync(token)).Followed);
        Assert.NotNull(services.GetRequiredService<EnrollmentEventSubscriber>());
    }
}
