using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SmartCampus.Locking.Testing;

/// <summary>Adds up what one lock manager counts.</summary>
internal sealed class MeterLog : IMeterFactory
{
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private readonly List<Meter> _meters = [];
    private MeterListener? _listener;

    public MeterLog() => Metrics = new LockMetrics(this);

    public LockMetrics Metrics { get; }

    /// <summary>Called with each measurement after it was added.</summary>
    public Action? Told { get; set; }

    public void Start()
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (_meters.Contains(instrument.Meter)) listener.EnableMeasurementEvents(instrument);
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        _listener.Start();
    }

    /// <summary>The sum of what an instrument was told since the start.</summary>
    public double Sum(string instrument) => _sums.GetValueOrDefault(instrument);

    public Meter Create(MeterOptions options)
    {
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener?.Dispose();
        foreach (var meter in _meters) meter.Dispose();
    }

    private void Add(Instrument instrument, double value)
    {
        _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
        Told?.Invoke();
    }
}
