namespace SmartCampus.Streams;

internal sealed class SubscriberSubscription<TEvent>(EventStream stream, string name, SubscriptionOptions options, IEventSubscriber<TEvent> subscriber)
    : BufferedSubscription(stream, name, typeof(TEvent), options)
{
    private protected override ValueTask InvokeAsync(in Entry entry, int attempt) =>
        subscriber.HandleAsync(entry.EventAs<TEvent>(), new EventContext(entry.Position, entry.Time, attempt), Ending);
}
