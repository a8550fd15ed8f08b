namespace SmartCampus.Streams;

internal sealed class InlineSubscription<TEvent>(EventStream stream, InlineDeliveries deliveries, string name, WhenFailing whenFailing, Action<TEvent> handler)
    : InlineSubscription(stream, deliveries, name, typeof(TEvent), whenFailing)
{
    private protected override void Invoke(in Entry entry) => handler(entry.EventAs<TEvent>());
}
