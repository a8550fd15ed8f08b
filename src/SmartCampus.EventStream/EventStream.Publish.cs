using System.Diagnostics;

namespace SmartCampus.Streams;

public sealed partial class EventStream
{
    /// <summary>
    /// Publishes an event. When the call completes, the event is accepted: it has its position, is in the history, in the buffer of every subscription that
    /// it is for, and inline handlers have run. Other handlers may not have begun.
    /// </summary>
    /// <remarks>An inline handler that publishes does not wait: its event is delivered to inline handlers after the one that is being delivered. What
    /// a handler starts and does not wait for counts as the handler, also when that has returned: it does not wait for room either. Start it under
    /// <see cref="ExecutionContext.SuppressFlow"/> when it is to publish like others.</remarks>
    /// <param name="event">The event. Subscribers receive this very object.</param>
    /// <param name="cancellationToken">Ends the wait for room; nobody receives the event then.</param>
    /// <returns>The event's position.</returns>
    /// <exception cref="EventStreamFullException">A subscription with <see cref="WhenFull.Fail"/> is full, or a handler publishes more than there is room for.</exception>
    /// <exception cref="EventStreamStoppedException">The stream has stopped.</exception>
    public ValueTask<long> PublishAsync(object @event, CancellationToken cancellationToken = default) => PublishAsync(@event, null, cancellationToken);

    /// <summary>Publishes an event and waits until every handler has finished with it, retries included.</summary>
    /// <remarks>Failures of handlers are not thrown: what became of the event is in the report, one entry for each subscription. When the stream stops and its deadline passes, what is open counts as abandoned.</remarks>
    /// <param name="event">The event. Subscribers receive this very object.</param>
    /// <param name="cancellationToken">Ends the wait. The event stays published once it was accepted.</param>
    /// <returns>What became of the event.</returns>
    /// <exception cref="InvalidOperationException">A handler of this stream asks: it would wait for itself. Use <see cref="PublishAsync(object, CancellationToken)"/> there.</exception>
    /// <exception cref="EventStreamFullException">A subscription with <see cref="WhenFull.Fail"/> is full.</exception>
    /// <exception cref="EventStreamStoppedException">The stream has stopped.</exception>
    public async ValueTask<PublishReport> PublishAndWaitAsync(object @event, CancellationToken cancellationToken = default)
    {
        if (IsInHandler)
            throw new InvalidOperationException($"A handler of the event stream '{Name}' would wait for itself. Use PublishAsync in handlers.");
        var deliveries = new PendingDeliveries();
        var position = await PublishAsync(@event, deliveries, cancellationToken).ConfigureAwait(false);
        await Task.WhenAny(deliveries.Settled, _deadlinePassed.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        return deliveries.Report(position);
    }

    private ValueTask<long> PublishAsync(object @event, PendingDeliveries? awaited, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(@event);
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<long>(cancellationToken);
        using var activity = Telemetry.StartPublish(@event.GetType());
        var publisher = Activity.Current;
        var context = publisher is null && awaited is null ? null : new EntryContext(publisher, awaited);
        Entry entry;
        InlineSubscription[] inline;
        InlineDelivery? queued = null;
        lock (_gate)
        {
            if (_isStopping) return ValueTask.FromException<long>(new EventStreamStoppedException(Name));
            var route = RouteOf(@event.GetType());
            if (route.Obstacle(null, reserve: false) is { } obstacle && (!IsInHandler || route.Obstacle(null, reserve: true) is not null))
                return WaitOrFail(obstacle, @event, context, cancellationToken);
            entry = Accept(route, @event, context);
            inline = route.Inline;
            if (inline.Length > 0 && !_inline.TryBegin(inline)) _inline.Add(queued = new InlineDelivery(inline, entry));
        }
        Telemetry.CountPublished();
        if (queued is not null) return DeliveredAsync(queued, entry.Position);
        if (inline.Length > 0) _inline.Run(inline, entry);
        return new ValueTask<long>(entry.Position);
    }

    private async ValueTask<long> DeliveredAsync(InlineDelivery delivery, long position)
    {
        await _inline.RunAsync(delivery).ConfigureAwait(false);
        return position;
    }

    /// <summary>Gives an event its position and writes it to the buffers. The lock is held, and there is room.</summary>
    private Entry Accept(Route route, object @event, EntryContext? context)
    {
        var entry = _history.Append(@event, context);
        context?.Awaited?.Expect(route);
        foreach (var subscription in route.Buffered) subscription.Write(entry);
        WakeReaders();
        return entry;
    }
}
