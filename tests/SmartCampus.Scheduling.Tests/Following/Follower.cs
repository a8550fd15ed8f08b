using System.Collections.Frozen;
using SmartCampus.Events;

namespace SmartCampus.Scheduling.Tests.Following;

/// <summary>Hands the events of a store to a subscriber, in order, each once unless a test wants otherwise.</summary>
internal sealed class Follower
{
    private readonly IEventStore _store;
    private readonly EnrollmentEventSubscriber _subscriber;
    private GlobalPosition _position;

    public Follower(IEventStore store) => (_store, _subscriber) = (store, new EnrollmentEventSubscriber(new SchedulerService(new AggregateRepository(store))));

    /// <summary>Handles what is new until nothing is, the effects of its own included.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (await ReadAsync(_store, _position, cancellationToken) is { Count: > 0 } events)
        {
            foreach (var envelope in events)
            {
                await HandleAsync(envelope, cancellationToken);
                _position = envelope.Position;
            }
        }
    }

    public async Task HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken) => await _subscriber.HandleAsync(envelope, cancellationToken);

    public static async Task<List<EventEnvelope>> ReadAsync(IEventStore store, GlobalPosition after, CancellationToken cancellationToken)
    {
        var names = EnrollmentEventSubscriber.EventTypes.SelectMany(store.Serializer.GetTypeNames).ToFrozenSet(StringComparer.Ordinal);
        var options = new AllReadOptions { After = after, Filter = new EventFilter { EventTypes = names } };
        return await store.ReadAllAsync(options, cancellationToken).ToListAsync(cancellationToken);
    }
}
