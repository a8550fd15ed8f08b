namespace SmartCampus.Streams;

/// <summary>An event that waits for its turn with the inline handlers.</summary>
internal sealed class InlineDelivery(InlineSubscription[] subscriptions, Entry entry) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public InlineSubscription[] Subscriptions => subscriptions;

    public Entry Entry => entry;
}
