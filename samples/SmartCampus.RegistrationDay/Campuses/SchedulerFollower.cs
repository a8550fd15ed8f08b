using SmartCampus.RegistrationDay.Data;
using SmartCampus.Scheduling;
using SmartCampus.Streams;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Lets the scheduler follow the store, from its making until its end.</summary>
internal sealed class SchedulerFollower : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _following;

    public SchedulerFollower(CampusStore store, SchedulerService scheduler)
    {
        var options = new DurableSubscriptionOptions();
        EnrollmentEventSubscriber.Configure(options);
        var subscription = new DurableSubscription<EnrollmentEventSubscriber>(
            store.Events, store.Checkpoints, store.Letters, EnrollmentEventSubscriber.Group, new EnrollmentEventSubscriber(scheduler), options);
        _following = Task.Run(() => subscription.RunAsync(_stopping.Token));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        _stopping.Dispose();
    }
}
