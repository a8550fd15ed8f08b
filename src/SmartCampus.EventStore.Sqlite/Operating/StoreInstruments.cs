using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace SmartCampus.Events;

/// <summary>The instruments of one meter, shared by all stores that use it; the README lists them.</summary>
internal sealed class StoreInstruments
{
    public const string MeterName = "SmartCampus.EventStore.Sqlite";

    // A factory gives the same meter each time, and instruments cannot be taken back from it: each meter gets them once.
    private static readonly ConditionalWeakTable<Meter, StoreInstruments> OfMeters = [];
    private static readonly Meter Own = new(MeterName);

    /// <summary>The stores that are open, and no other: what observable instruments ask must not outlive its store.</summary>
    private readonly ConcurrentDictionary<StoreMetrics, bool> _open = [];

    private StoreInstruments(Meter meter)
    {
        Appends = meter.CreateCounter<long>("eventstore.appends", "{append}", "Appends that were answered, by outcome.");
        Events = meter.CreateCounter<long>("eventstore.events.appended", "{event}", "Events that were committed.");
        CommitDuration = meter.CreateHistogram(
            "eventstore.commit.duration", "s", "The time that a commit takes, its flush included.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5] });
        CommitSize = meter.CreateHistogram(
            "eventstore.commit.operations", "{operation}", "Appends and other writes that share a commit.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] });
        PagesRead = meter.CreateCounter<long>("eventstore.pages.read", "{page}", "Pages that were read, of one stream or of all.");
        meter.CreateObservableGauge("eventstore.file.size", () => Observe(s => s.FileSize), "By", "The size of the file.");
        meter.CreateObservableGauge("eventstore.wal.size", () => Observe(s => s.WalSize), "By", "The size of the write-ahead log beside the file.");
        meter.CreateObservableGauge("eventstore.index.lag", () => Observe(s => s.IndexLag), "{entry}", "Entries of the log that the index on disk does not cover.");
        meter.CreateObservableGauge("eventstore.queue.length", () => Observe(s => s.QueueLength), "{operation}", "Writes that wait for the writer.");
        meter.CreateObservableGauge(
            "eventstore.consumer.lag", () => _open.Keys.SelectMany(s => s.ConsumerLags), "{position}",
            "How far the checkpoint that a consumer group saved last lies behind the end of the log.");
    }

    public Counter<long> Appends { get; }

    public Counter<long> Events { get; }

    public Histogram<double> CommitDuration { get; }

    public Histogram<long> CommitSize { get; }

    public Counter<long> PagesRead { get; }

    public static StoreInstruments Of(IMeterFactory? factory) =>
        OfMeters.GetValue(factory?.Create(MeterName) ?? Own, meter => new StoreInstruments(meter));

    public void Add(StoreMetrics store) => _open.TryAdd(store, true);

    public void Remove(StoreMetrics store) => _open.TryRemove(store, out _);

    private IEnumerable<Measurement<long>> Observe(Func<StoreMetrics, long> value) => _open.Keys.Select(s => new Measurement<long>(value(s), s.Tag));
}
