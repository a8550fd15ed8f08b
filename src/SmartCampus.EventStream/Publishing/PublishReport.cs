namespace SmartCampus.Streams;

/// <summary>What became of an event in every subscription that it was for.</summary>
/// <param name="Position">The event's number in the stream.</param>
/// <param name="Deliveries">One for each subscription; empty when nobody had subscribed to the event.</param>
public sealed record PublishReport(long Position, IReadOnlyList<DeliveryReport> Deliveries)
{
    /// <summary>Whether every handler has finished without giving up.</summary>
    public bool AllHandled => Deliveries.All(delivery => delivery.Outcome == DeliveryOutcome.Handled);
}
