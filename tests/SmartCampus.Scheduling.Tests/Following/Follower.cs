using System.Collections.Frozen;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>Hands the events of a store to a subscriber, in order; one that failed comes again.</summary>
internal sealed class Follower(IEventStore store)
{
    private EnrollmentEventSubscriber _subscriber = NewSubscriber(store);
    private GlobalPosition _position;

    public GlobalPosition Position => _position;

    /// <summary>Handles what is new until nothing is, the effects of its own included.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(store, _position, cancellationToken).ConfigureAwait(false) is { Count: > 0 } events)
        {
            foreach (var envelope in events)
            {
                await HandleAsync(envelope, cancellationToken).ConfigureAwait(false);
                _position = envelope.Position;
            }
        }
    }

    /// <summary>Loses what a process has in memory, and goes on from a checkpoint.</summary>
    public void Restart(GlobalPosition checkpoint) => (_subscriber, _position) = (NewSubscriber(store), checkpoint);

    public ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken) => _subscriber.HandleAsync(envelope, cancellationToken);

    /// <summary>The events that a subscription would hand over.</summary>
    public static ValueTask<List<EventEnvelope>> ReadAsync(IEventStore store, GlobalPosition after, CancellationToken cancellationToken)
    {
        var names = EnrollmentEventSubscriber.EventTypes.SelectMany(store.Serializer.GetTypeNames).ToFrozenSet(StringComparer.Ordinal);
        var options = new AllReadOptions { After = after, Filter = new EventFilter { EventTypes = names } };
        return store.ReadAllAsync(options, cancellationToken).ToListAsync(cancellationToken);
    }

    private static EnrollmentEventSubscriber NewSubscriber(IEventStore store) => new(new SchedulerService(new AggregateRepository(store)));
}
