using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SmartCampus.Streams;

/// <summary>The activities and instruments of a stream.</summary>
internal sealed class StreamTelemetry : IDisposable
{
    private static readonly ActivitySource Source = new(EventStream.TelemetryName);
    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly string _stream;

    public StreamTelemetry(string stream, IMeterFactory? meters, Func<IEnumerable<Measurement<long>>> lag, Func<long> deadLetters)
    {
        (_stream, _ownsMeter) = (stream, meters is null);
        var options = new MeterOptions(EventStream.TelemetryName) { Tags = [new("stream", stream)] };
        _meter = meters?.Create(options) ?? new Meter(options);
        Published = Counter("published", "{event}", "Events that were accepted.");
        Handled = Counter("handled", "{event}", "Deliveries whose handler has finished, by subscription.");
        Failures = Counter("failures", "{call}", "Calls of a handler that have failed, by subscription.");
        Retries = Counter("retries", "{call}", "Calls of a handler after one that has failed, by subscription.");
        Undelivered = Counter("undelivered", "{event}", "Deliveries that were given up, by subscription and outcome.");
        PushedOut = Counter("dead_letters.pushed_out", "{event}", "Dead letters that were pushed out by later ones.");
        Delay = _meter.CreateHistogram<double>("smartcampus.eventstream.delay", "s", "The time from the acceptance of an event to the first call of a handler, by subscription.");
        _meter.CreateObservableGauge("smartcampus.eventstream.lag", lag, "{event}", "Events that wait for their handler, by subscription.");
        _meter.CreateObservableGauge("smartcampus.eventstream.dead_letters", deadLetters, "{event}", "Dead letters that are kept.");
    }

    public Counter<long> Published { get; }

    public Counter<long> Handled { get; }

    public Counter<long> Failures { get; }

    public Counter<long> Retries { get; }

    public Counter<long> Undelivered { get; }

    public Counter<long> PushedOut { get; }

    public Histogram<double> Delay { get; }

    /// <summary>Records something; a listener that throws must not be in the way of events.</summary>
    public static void Guard<T>(T measured, Action<T> record)
    {
        try
        {
            record(measured);
        }
#pragma warning disable CA1031 // See above.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    public Activity? StartPublish(Type eventType) => !Source.HasListeners() ? null
        : Source.StartActivity($"publish {_stream}", ActivityKind.Producer)?
            .SetTag("messaging.destination.name", _stream).SetTag("smartcampus.event.type", eventType.Name);

    /// <summary>Begins to handle what was published within an activity, as its child, also when that has ended, and when nobody listens to ours.</summary>
    public Activity StartHandle(Activity publisher, string subscription, Entry entry)
    {
        var name = $"handle {subscription}";
        return (Source.StartActivity(name, ActivityKind.Consumer, publisher.Context) ?? Unheard(name, publisher))
            .SetTag("messaging.destination.name", _stream).SetTag("messaging.destination.subscription.name", subscription)
            .SetTag("smartcampus.event.type", entry.Event.GetType().Name).SetTag("smartcampus.event.position", entry.Position);
    }

    public void CountPublished()
    {
        if (Published.Enabled) Guard(Published, static published => published.Add(1));
    }

    public void Dispose()
    {
        if (_ownsMeter) _meter.Dispose();
    }

    private static Activity Unheard(string name, Activity publisher) =>
        new Activity(name).SetParentId(publisher.TraceId, publisher.SpanId, publisher.ActivityTraceFlags).Start();

    private Counter<long> Counter(string name, string unit, string description) => _meter.CreateCounter<long>($"smartcampus.eventstream.{name}", unit, description);
}
