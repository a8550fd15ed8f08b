using System.Diagnostics.Metrics;

namespace SmartCampus.Streams;

/// <summary>Counts what a subscription does, for its status and for the instruments.</summary>
internal sealed class Tally(StreamTelemetry telemetry, TimeProvider time, string subscription)
{
    private readonly KeyValuePair<string, object?> _tag = new("subscription", subscription);
    private readonly Counter<long> _handledCounter = telemetry.Handled;
    private readonly Histogram<double> _delay = telemetry.Delay;
    private long _handled, _failures, _retries, _deadLettered, _skipped, _dropped, _abandoned;

    /// <summary>Counts a delivery. One thread does so at a time.</summary>
    public void Handled()
    {
        Volatile.Write(ref _handled, _handled + 1);
        if (_handledCounter.Enabled) Add(_handledCounter);
    }

    public void Begun(in Entry entry)
    {
        if (_delay.Enabled) RecordDelay(TimeSpan.FromTicks(time.GetUtcNow().UtcTicks - entry.Time));
    }

    public void Failed()
    {
        Interlocked.Increment(ref _failures);
        Add(telemetry.Failures);
    }

    public void Retried()
    {
        Interlocked.Increment(ref _retries);
        Add(telemetry.Retries);
    }

    public void GivenUp(DeliveryOutcome outcome)
    {
        Interlocked.Increment(ref CountOf(outcome));
        StreamTelemetry.Guard((telemetry.Undelivered, _tag, outcome), static given => given.Undelivered.Add(1, given._tag, new("outcome", given.outcome.ToString())));
    }

    public SubscriptionStatus Status(SubscriptionState state, long waiting, Exception? failure) => new(
        state, waiting, Volatile.Read(ref _handled), Volatile.Read(ref _failures), Volatile.Read(ref _retries), Volatile.Read(ref _deadLettered),
        Volatile.Read(ref _skipped), Volatile.Read(ref _dropped), Volatile.Read(ref _abandoned), failure);

    private ref long CountOf(DeliveryOutcome outcome)
    {
        switch (outcome)
        {
            case DeliveryOutcome.DeadLettered: return ref _deadLettered;
            case DeliveryOutcome.Skipped: return ref _skipped;
            case DeliveryOutcome.Dropped: return ref _dropped;
            default: return ref _abandoned;
        }
    }

    private void Add(Counter<long> counter) => StreamTelemetry.Guard((counter, _tag), static counted => counted.counter.Add(1, counted._tag));

    private void RecordDelay(TimeSpan delay) =>
        StreamTelemetry.Guard((_delay, delay, _tag), static begun => begun._delay.Record(begun.delay.TotalSeconds, begun._tag));
}
