using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using SmartCampus.Events;

namespace SmartCampus.Streams;

/// <summary>What one subscription tells its instruments. Without a listener this costs a look at a flag.</summary>
internal sealed class SubscriptionMetrics(SubscriptionInstruments instruments, string group, SubscriptionMonitor monitor, TimeProvider time)
{
    private readonly KeyValuePair<string, object?> _tag = new("eventstore.consumer_group", group);

    public Measurement<long> Lag => new(monitor.Status.Lag, _tag);

    public Measurement<long> Parked => new(monitor.Status.ParkedStreams, _tag);

    public Measurement<double> LagTime => new(monitor.PendingSince is { } since ? Age(since) : 0, _tag);

    /// <summary>Lets the subscription be observed, until <see cref="End"/>.</summary>
    public void Begin() => instruments.Add(this);

    public void End() => instruments.Remove(this);

    public void Handled(EventEnvelope envelope)
    {
        Count(instruments.Handled);
        if (!instruments.Delay.Enabled) return;
        try
        {
            instruments.Delay.Record(Age(envelope.RecordedAt), _tag);
        }
#pragma warning disable CA1031 // A listener that throws must not be in the way of events.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    public void Failed() => Count(instruments.Failed);

    public void Retried() => Count(instruments.Retried);

    public void PutAside() => Count(instruments.PutAside);

    public void ClaimLost() => Count(instruments.ClaimsLost);

    /// <summary>Begins the activity of one attempt, below the one that appended the event when its metadata tells.</summary>
    public Activity? StartActivity(EventEnvelope envelope)
    {
        var source = SubscriptionInstruments.Activities;
        if (!source.HasListeners()) return null;
        var activity = source.StartActivity($"handle {envelope.EventType}", ActivityKind.Consumer, ParentOf(envelope));
        activity?.SetTag("eventstore.consumer_group", group).SetTag("eventstore.stream", envelope.Stream.Value).SetTag("eventstore.position", envelope.Position.Value);
        return activity;
    }

    private static ActivityContext ParentOf(EventEnvelope envelope)
    {
        try
        {
            return envelope.Metadata.Headers.TryGetValue("traceparent", out var parent) && ActivityContext.TryParse(parent, null, isRemote: true, out var found) ? found : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private double Age(DateTimeOffset since) => Math.Max(0, (time.GetUtcNow() - since).TotalSeconds);

    private void Count(Counter<long> counter)
    {
        if (!counter.Enabled) return;
        try
        {
            counter.Add(1, _tag);
        }
#pragma warning disable CA1031 // A listener that throws must not be in the way of events.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
