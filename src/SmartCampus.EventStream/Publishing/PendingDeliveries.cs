namespace SmartCampus.Streams;

/// <summary>Waits until every subscription has settled an event.</summary>
internal sealed class PendingDeliveries
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<EventSubscription, DeliveryReport?> _reports = [];
    private int _open;

    public Task Settled => _settled.Task;

    public void Expect(Route route)
    {
        lock (_gate)
        {
            foreach (var subscription in route.All) _reports.Add(subscription, null);
            _open = _reports.Count;
        }
        if (_open == 0) _settled.SetResult();
    }

    public void Settle(EventSubscription subscription, DeliveryOutcome outcome, Exception? failure)
    {
        lock (_gate)
        {
            // A dead letter that is delivered again was settled before.
            if (_reports[subscription] is not null) return;
            _reports[subscription] = new DeliveryReport(subscription.Name, outcome, failure);
            if (--_open > 0) return;
        }
        _settled.SetResult();
    }

    /// <summary>What is known by now: a delivery that is still open counts as abandoned.</summary>
    public PublishReport Report(long position)
    {
        lock (_gate)
            return new PublishReport(position, [.. _reports.Select(pair => pair.Value ?? new DeliveryReport(pair.Key.Name, DeliveryOutcome.Abandoned, null))]);
    }
}
