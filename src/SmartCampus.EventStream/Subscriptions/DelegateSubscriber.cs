namespace SmartCampus.Streams;

internal sealed class DelegateSubscriber<TEvent>(Func<TEvent, CancellationToken, ValueTask> handler) : IEventSubscriber<TEvent>
{
    public ValueTask HandleAsync(TEvent @event, EventContext context, CancellationToken cancellationToken) => handler(@event, cancellationToken);
}
