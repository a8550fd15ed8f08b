namespace SmartCampus.Streams;

/// <summary>Handles the events of a stream that are of one type, of a type derived from it, or that implement it when it is an interface.</summary>
/// <typeparam name="TEvent">The type.</typeparam>
public interface IEventSubscriber<in TEvent>
{
    /// <summary>Handles an event. The stream calls it for one event at a time, in the order in which they were published.</summary>
    /// <param name="event">The event; other subscribers have the same object.</param>
    /// <param name="context">Where the event stands in the stream, and which attempt this is.</param>
    /// <param name="cancellationToken">Fires when the subscription ends: when it is disposed, or when its stream's time to stop is over.</param>
    ValueTask HandleAsync(TEvent @event, EventContext context, CancellationToken cancellationToken);
}
