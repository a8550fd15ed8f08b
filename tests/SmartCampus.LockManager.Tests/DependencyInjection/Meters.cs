using System.Diagnostics.Metrics;

namespace SmartCampus.Locking.Tests.DependencyInjection;

internal sealed class Meters : IMeterFactory
{
    private readonly List<Meter> _made = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        _made.Add(new Meter(options));
        return _made[^1];
    }

    public void Dispose() => _made.ForEach(meter => meter.Dispose());
}
