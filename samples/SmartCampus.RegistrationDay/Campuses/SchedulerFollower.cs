using SmartCampus.Events;
using SmartCampus.Locking;
using SmartCampus.Scheduling;
using SmartCampus.Streams;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Lets the scheduler follow the store, from its making until its end.</summary>
internal sealed class SchedulerFollower : IAsyncDisposable
{
    // Each event that is followed is an append or two: so many share a commit.
    private const int FollowedAtOnce = 16;

    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _following;

    public SchedulerFollower(SqliteEventStore store, SchedulerService scheduler)
    {
        var options = new DurableSubscriptionOptions { Concurrency = FollowedAtOnce };
        var isTransient = options.IsTransient;
        options.IsTransient = error => error is LockException || isTransient(error);
        var subscription = new DurableSubscription<EnrollmentEventSubscriber>(
            store, store, store, EnrollmentEventSubscriber.Group, new EnrollmentEventSubscriber(scheduler), options);
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
