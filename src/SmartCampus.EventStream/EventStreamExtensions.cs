namespace SmartCampus.Streams;

/// <summary>Subscribes delegates to event streams.</summary>
public static class EventStreamExtensions
{
    /// <summary>Subscribes a delegate to the events of a type, of derived types, and of implementing types when it is an interface.</summary>
    /// <typeparam name="TEvent">The type.</typeparam>
    /// <param name="stream">The stream.</param>
    /// <param name="handler">Handles an event; its token fires when the subscription ends. See <see cref="IEventSubscriber{TEvent}"/>, which also gets the position.</param>
    /// <param name="options">How to buffer, where to begin and what to do about failures; null (default) for <see cref="SubscriptionOptions.Default"/>.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range, or the start lies behind the next event.</exception>
    /// <exception cref="HistoryNotKeptException">The start is no longer kept.</exception>
    /// <exception cref="EventStreamStoppedException">The stream has stopped.</exception>
    public static EventSubscription Subscribe<TEvent>(this EventStream stream, Func<TEvent, CancellationToken, ValueTask> handler, SubscriptionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(handler);
        return stream.Subscribe<TEvent>((name, valid) => new DelegateSubscription<TEvent>(stream, name, valid, handler), options);
    }
}
