using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace SmartCampus.Streams;

/// <summary>The instruments of one meter, shared by all durable subscriptions that use it; the README lists them.</summary>
internal sealed class SubscriptionInstruments
{
    private const string Name = "SmartCampus.EventStream";

    // A factory gives the same meter each time, and instruments cannot be taken back from it: each meter gets them once.
    private static readonly ConditionalWeakTable<Meter, SubscriptionInstruments> OfMeters = [];
    private static readonly Meter Own = new(Name);

    private readonly ConcurrentDictionary<SubscriptionMetrics, bool> _running = [];

    private SubscriptionInstruments(Meter meter)
    {
        Handled = meter.CreateCounter<long>("eventstream.durable.handled", "{event}", "Events that were handled.");
        Failed = meter.CreateCounter<long>("eventstream.durable.failed", "{attempt}", "Attempts to handle an event that failed.");
        Retried = meter.CreateCounter<long>("eventstream.durable.retried", "{attempt}", "Attempts that followed a failed one.");
        PutAside = meter.CreateCounter<long>("eventstream.durable.dead_letters", "{event}", "Events that were put aside: poisonous, or behind such a one.");
        ClaimsLost = meter.CreateCounter<long>("eventstream.durable.claims.lost", "{claim}", "Claims that ended before they were given back.");
        Delay = meter.CreateHistogram(
            "eventstream.durable.delay", "s", "From the append of an event to the end of its handling, by the clocks of the two.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30, 300, 3_600] });
        meter.CreateObservableGauge("eventstream.durable.lag", () => _running.Keys.Select(s => s.Lag), "{position}", "How far the subscription lies behind the end of the store.");
        meter.CreateObservableGauge("eventstream.durable.lag.time", () => _running.Keys.Select(s => s.LagTime), "s", "The age of the oldest event in hand.");
        meter.CreateObservableGauge("eventstream.durable.parked", () => _running.Keys.Select(s => s.Parked), "{stream}", "Streams that are parked.");
    }

    public static ActivitySource Activities { get; } = new(Name);

    public Counter<long> Handled { get; }

    public Counter<long> Failed { get; }

    public Counter<long> Retried { get; }

    public Counter<long> PutAside { get; }

    public Counter<long> ClaimsLost { get; }

    public Histogram<double> Delay { get; }

    public static SubscriptionInstruments Of(IMeterFactory? factory) =>
        OfMeters.GetValue(factory?.Create(Name) ?? Own, meter => new SubscriptionInstruments(meter));

    public void Add(SubscriptionMetrics subscription) => _running.TryAdd(subscription, true);

    public void Remove(SubscriptionMetrics subscription) => _running.TryRemove(subscription, out _);
}
