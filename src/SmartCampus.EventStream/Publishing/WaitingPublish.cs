namespace SmartCampus.Streams;

/// <summary>A publisher that waits for room. The stream's lock guards its place.</summary>
internal sealed class WaitingPublish(long number, object @event, EntryContext? context) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>Its place among all that have waited.</summary>
    public long Number => number;

    public object Event => @event;

    public EntryContext? Context => context;

    /// <summary>Whose room it waits for; null when it does not wait any more.</summary>
    public BufferedSubscription? Before { get; set; }

    /// <summary>What is to be delivered in the publisher's call; null for nothing, or before the event is accepted.</summary>
    public InlineDelivery? Inline { get; set; }
}
