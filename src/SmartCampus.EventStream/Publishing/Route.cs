namespace SmartCampus.Streams;

/// <summary>The subscriptions that one type of event is for. It never changes: a stream makes new ones when somebody subscribes or leaves.</summary>
internal sealed class Route
{
    public Route(Type eventType, IEnumerable<EventSubscription> subscriptions)
    {
        EventType = eventType;
        All = [.. subscriptions.Where(subscription => subscription.EventType.IsAssignableFrom(eventType))];
        Buffered = [.. All.OfType<BufferedSubscription>()];
        Inline = [.. All.OfType<InlineSubscription>()];
    }

    public Type EventType { get; }

    public EventSubscription[] All { get; }

    public BufferedSubscription[] Buffered { get; }

    public InlineSubscription[] Inline { get; }

    /// <summary>A subscription that keeps an event from being accepted now: one that fails rather than one that waits.</summary>
    /// <param name="publisher">Who publishes, when it has waited.</param>
    /// <param name="reserve">Whether a handler publishes.</param>
    public BufferedSubscription? Obstacle(WaitingPublish? publisher, bool reserve)
    {
        BufferedSubscription? obstacle = null;
        foreach (var subscription in Buffered)
        {
            if (subscription.Accepts(publisher, reserve)) continue;
            if (subscription.WhenFull == WhenFull.Fail) return subscription;
            obstacle ??= subscription;
        }
        return obstacle;
    }
}
