using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>Handles the events of a store, at least once each, with an effect that lasts.</summary>
/// <remarks>
/// Events of one stream come one at a time and in order; those of different streams may come at the same time when the subscription allows it.
/// An event may come again, also long after: the effect must be the same as if it had come once. When a call returns, its effect must be
/// durable: the checkpoint may move past the event at once.
/// </remarks>
public interface IDurableSubscriber
{
    /// <summary>The CLR types of the events to handle; base types and interfaces count.</summary>
    static abstract IReadOnlyCollection<Type> EventTypes { get; }

    /// <summary>Handles an event.</summary>
    /// <param name="envelope">The event with its place in the store.</param>
    /// <param name="cancellationToken">Fires when the subscription stops or has lost its claim to another consumer.</param>
    ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken);
}
