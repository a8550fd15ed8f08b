namespace SmartCampus.Streams;

internal sealed class DelegateSubscription<TEvent>(EventStream stream, string name, SubscriptionOptions options, Func<TEvent, CancellationToken, ValueTask> handler)
    : BufferedSubscription(stream, name, typeof(TEvent), options)
{
    private protected override ValueTask InvokeAsync(in Entry entry, int attempt) => handler(entry.EventAs<TEvent>(), Ending);
}
