namespace SmartCampus.Streams;

public sealed partial class EventStream
{
    private long _waitedSoFar;

    /// <summary>Accepts publishers that wait for room in this subscription, as far as there is some.</summary>
    internal void AdmitWaiting(BufferedSubscription subscription)
    {
        lock (_gate) AdmitNext(subscription);
    }

    private ValueTask<long> WaitOrFail(BufferedSubscription obstacle, object @event, EntryContext? context, CancellationToken cancellationToken)
    {
        if (obstacle.WhenFull == WhenFull.Fail || IsInHandler)
            return ValueTask.FromException<long>(new EventStreamFullException(Name, obstacle.Name, obstacle.Capacity));
        var publisher = new WaitingPublish(++_waitedSoFar, @event, context);
        Wait(publisher, obstacle);
        return WaitAsync(publisher, cancellationToken);
    }

    private async ValueTask<long> WaitAsync(WaitingPublish publisher, CancellationToken cancellationToken)
    {
        long position;
        using (cancellationToken.UnsafeRegister(_ => Cancel(publisher, cancellationToken), null)) position = await publisher.Task.ConfigureAwait(false);
        Telemetry.CountPublished();
        return publisher.Inline is { } delivery ? await DeliveredAsync(delivery, position).ConfigureAwait(false) : position;
    }

    private void Cancel(WaitingPublish publisher, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (publisher.Before is not { } subscription) return;
            subscription.Remove(publisher);
            publisher.SetCanceled(cancellationToken);
            AdmitNext(subscription);
        }
    }

    private void Wait(WaitingPublish publisher, BufferedSubscription obstacle)
    {
        obstacle.Enqueue(publisher);
        AdmitNext(obstacle);
    }

    private void AdmitNext(BufferedSubscription subscription)
    {
        while (subscription.NextPublisher() is { } publisher)
        {
            subscription.Remove(publisher);
            Admit(publisher);
        }
    }

    private void Admit(WaitingPublish publisher)
    {
        var route = RouteOf(publisher.Event.GetType());
        switch (route.Obstacle(publisher, reserve: false))
        {
            case { WhenFull: WhenFull.Fail } full:
                publisher.SetException(new EventStreamFullException(Name, full.Name, full.Capacity));
                break;
            case { } obstacle:
                Wait(publisher, obstacle);
                break;
            default:
                var entry = Accept(route, publisher.Event, publisher.Context);
                if (route.Inline.Length > 0) _inline.Add(publisher.Inline = new InlineDelivery(route.Inline, entry));
                publisher.SetResult(entry.Position);
                break;
        }
    }
}
