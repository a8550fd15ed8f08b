namespace SmartCampus.Streams;

/// <summary>A subscription's buffer has no room for the event, and waiting is not allowed or would never end. Nobody received the event.</summary>
public sealed class EventStreamFullException(string stream, string subscription, int capacity)
    : EventStreamException(stream, $"The subscription '{subscription}' of the event stream '{stream}' has no room: its buffer of {capacity} is full. Publish less, handle faster, or choose another SubscriptionOptions.WhenFull.")
{
    /// <summary>The subscription's name.</summary>
    public string Subscription { get; } = subscription;

    /// <summary>How many events the subscription buffers.</summary>
    public int Capacity { get; } = capacity;
}
