using System.Diagnostics.Metrics;

namespace SmartCampus.Locking;

/// <summary>Counts what happens to locks, in the meter <c>SmartCampus.LockManager</c>.</summary>
/// <remarks>The methods are for authors of lock managers. Safe for use by several threads; call them outside of locks, since listeners run in the caller. A listener that throws is ignored.</remarks>
public sealed class LockMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "SmartCampus.LockManager";

    private readonly Counter<long> _acquired;
    private readonly Counter<long> _contended;
    private readonly Counter<long> _timedOut;
    private readonly Counter<long> _lost;
    private readonly Histogram<double> _waited;
    private readonly Histogram<double> _held;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter; null (default) for one that lives as long as the process.</param>
    public LockMetrics(IMeterFactory? meters = null)
    {
#pragma warning disable CA2000 // A meter lives as long as what it measures: the factory's owner or the process ends it.
        var meter = meters?.Create(new MeterOptions(MeterName)) ?? new Meter(MeterName);
#pragma warning restore CA2000
        _acquired = meter.CreateCounter<long>("smartcampus.lock.acquired", "{lock}", "Locks that were acquired.");
        _contended = meter.CreateCounter<long>("smartcampus.lock.contended", "{lock}", "Calls that found the lock held by somebody else.");
        _timedOut = meter.CreateCounter<long>("smartcampus.lock.timed_out", "{lock}", "Calls that did not get the lock in time.");
        _lost = meter.CreateCounter<long>("smartcampus.lock.lost", "{lock}", "Leases that were broken, or ran out before they were released.");
        _waited = meter.CreateHistogram<double>("smartcampus.lock.wait.duration", "s", "How long a lock that was acquired was waited for.");
        _held = meter.CreateHistogram<double>("smartcampus.lock.hold.duration", "s", "How long a lock was held, until it was released or lost.");
    }

    /// <summary>Instruments for whoever has no factory; they live as long as the process.</summary>
    public static LockMetrics Shared { get; } = new();

    internal bool TakesTimes => _waited.Enabled || _held.Enabled;

    internal bool TakesAcquisitions => _acquired.Enabled || _waited.Enabled;

    internal bool TakesHolds => _held.Enabled;

    /// <summary>A call found the lock held by somebody else.</summary>
    public void Contended() => Count(_contended);

    /// <summary>A call got the lock.</summary>
    /// <param name="waited">How long it waited.</param>
    public void Acquired(TimeSpan waited)
    {
        Count(_acquired);
        Record(_waited, waited);
    }

    /// <summary>A call did not get the lock in time.</summary>
    public void TimedOut() => Count(_timedOut);

    /// <summary>A lease was released.</summary>
    /// <param name="held">How long it lasted.</param>
    public void Released(TimeSpan held) => Record(_held, held);

    /// <summary>A lease was broken, or ran out.</summary>
    /// <param name="held">How long it lasted.</param>
    public void Lost(TimeSpan held)
    {
        Count(_lost);
        Record(_held, held);
    }

    private static void Count(Counter<long> counter)
    {
        if (counter.Enabled) Guard(counter, static counter => counter.Add(1));
    }

    private static void Record(Histogram<double> histogram, TimeSpan duration)
    {
        if (histogram.Enabled) Guard((histogram, duration), static measured => measured.histogram.Record(measured.duration.TotalSeconds));
    }

    /// <summary>Records something; a listener that throws must not be in the way of locks.</summary>
    private static void Guard<T>(T measured, Action<T> record)
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
}
