using System.Diagnostics.Metrics;

namespace SmartCampus.Events.Tests;

/// <summary>Makes meters, and keeps what their instruments measure.</summary>
internal sealed class Measurements : IMeterFactory
{
    private readonly Lock _lock = new();
    private readonly MeterListener _listener = new();
    private readonly Meter _meter = new("SmartCampus.EventStore.Sqlite");
    private readonly List<(string Instrument, double Value, string[] Tags)> _all = [];

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter != _meter) return;
            Instruments.Add(instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public List<Instrument> Instruments { get; } = [];

    public Action? OnMeasured { get; set; }

    public Meter Create(MeterOptions options) => options.Name == _meter.Name ? _meter : throw new InvalidOperationException($"'{options.Name}' is not the package's meter.");

    public void Observe() => _listener.RecordObservableInstruments();

    public int Count(string instrument)
    {
        lock (_lock) return _all.Count(m => m.Instrument == instrument);
    }

    /// <summary>Sums up what an instrument has measured with a tag of some value.</summary>
    public double Sum(string instrument, string? tag = null)
    {
        lock (_lock) return _all.Where(m => m.Instrument == instrument && (tag is null || m.Tags.Contains(tag))).Sum(m => m.Value);
    }

    public void Clear()
    {
        lock (_lock) _all.Clear();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        OnMeasured?.Invoke();
        var values = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++) values[i] = (string)tags[i].Value!;
        lock (_lock) _all.Add((instrument.Name, value, values));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }
}
