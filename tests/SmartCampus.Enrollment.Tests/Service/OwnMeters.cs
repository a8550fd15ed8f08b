using System.Diagnostics.Metrics;

namespace SmartCampus.Enrollment.Tests.Service;

/// <summary>A factory whose meters a test can tell from those of other tests by their scope.</summary>
internal sealed class OwnMeters : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        _meters.Add(new Meter(options));
        return _meters[^1];
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
