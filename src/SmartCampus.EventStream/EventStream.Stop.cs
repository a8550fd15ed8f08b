namespace SmartCampus.Streams;

public sealed partial class EventStream
{
    private readonly TaskCompletionSource _deadlinePassed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<StopReport>? _stop;
    private bool _isStopping;

    /// <summary>
    /// Stops the stream: publishing and subscribing fail from now on, those that wait for room included; handlers go on with what was accepted, until nothing is left or the
    /// deadline has passed. Then their tokens fire, and what is left is reported and given up.
    /// </summary>
    /// <remarks>A handler that ignores its token is not waited for after the deadline. The first call decides on the deadline; later ones return its report.</remarks>
    /// <param name="deadline">How long handlers may go on; zero to 1 day, or <see cref="Timeout.InfiniteTimeSpan"/> to wait without end.</param>
    /// <param name="cancellationToken">Brings the deadline forward; the report is returned all the same.</param>
    /// <returns>What is left.</returns>
    public Task<StopReport> StopAsync(TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        if (deadline != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(deadline, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(deadline, TimeSpan.FromDays(1));
        }
        EventSubscription[] subscriptions;
        TaskCompletionSource<StopReport> stop;
        lock (_gate)
        {
            if (_stop is not null) return _stop;
            stop = new TaskCompletionSource<StopReport>(TaskCreationOptions.RunContinuationsAsynchronously);
            _stop = stop.Task;
            _isStopping = true;
            subscriptions = [.. _subscriptions];
            foreach (var subscription in subscriptions) Close(subscription);
            WakeReaders();
        }
        _ = DrainAsync(subscriptions, deadline, stop, cancellationToken);
        return stop.Task;
    }

    /// <summary>Stops the stream within <see cref="EventStreamOptions.DrainTimeout"/>. What is left then is logged and counted as abandoned.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(_options.DrainTimeout).ConfigureAwait(false);

    private void Close(EventSubscription subscription)
    {
        subscription.Close();
        if (subscription is not BufferedSubscription buffered) return;
        foreach (var publisher in buffered.TakePublishers()) publisher.SetException(new EventStreamStoppedException(Name));
    }

    private async Task DrainAsync(EventSubscription[] subscriptions, TimeSpan deadline, TaskCompletionSource<StopReport> stop, CancellationToken cancellationToken)
    {
        try
        {
            var handling = Task.WhenAll(subscriptions.Select(subscription => subscription.HandlingEnds()));
            await handling.WaitAsync(deadline, Time, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The deadline has passed, or something has failed: in any case the stop is completed.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        var left = subscriptions.Select(subscription => new LeftEvents(subscription.Name, subscription.Left)).Where(l => l.Events > 0).ToArray();
        foreach (var subscription in subscriptions) End(subscription, SubscriptionState.Stopped, null);
        _deadlinePassed.SetResult();
        foreach (var (subscription, events) in left) Log.Left(Name, subscription, events);
        StreamTelemetry.Guard(Telemetry, static telemetry => telemetry.Dispose());
        stop.SetResult(new StopReport(left));
    }
}
