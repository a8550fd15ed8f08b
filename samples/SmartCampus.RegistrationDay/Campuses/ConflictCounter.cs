using System.Diagnostics.Metrics;
using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>Counts the conflicts that enrollment services of this process retry, by the metric that they publish.</summary>
internal sealed class ConflictCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public ConflictCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "smartcampus.enrollment.conflicts", Meter.Name: EnrollmentMetrics.MeterName }) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
