using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Handles the events of a store, at least once each, with an effect that lasts.</summary>
/// <remarks>
/// <list type="number">
/// <item>Events of one stream come one at a time and in order; those of different streams come at the same time when
/// <see cref="DurableSubscriptionOptions.Concurrency"/> allows it.</item>
/// <item>An event may come again, also long after, and then with those of its stream that followed it: the effect must be the same as if it had come once.</item>
/// <item>When a call returns, its effect must be durable: the checkpoint may move past the event at once.</item>
/// <item>A call that throws is repeated, see <see cref="DurableSubscriptionOptions.MaxAttempts"/>; in the end the event is put aside and its stream is parked.</item>
/// </list>
/// </remarks>
public interface IDurableSubscriber
{
    /// <summary>
    /// The CLR types of the events to handle; base types and interfaces count. With <see cref="object"/> everything comes, and stored types
    /// that this process does not know are put aside; without it they are passed over.
    /// </summary>
    static abstract IReadOnlyCollection<Type> EventTypes { get; }

    /// <summary>Handles an event.</summary>
    /// <param name="envelope">The event with its place in the store.</param>
    /// <param name="cancellationToken">Fires when the claim is lost to another consumer, or when stopping takes too long: what the call does from then on may be done twice.</param>
    ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken);
}
