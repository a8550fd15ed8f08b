using System.Diagnostics;
using SmartCampus.Benchmarks.Events;
using SmartCampus.Benchmarks.Measuring;
using SmartCampus.Events;
using SmartCampus.Streams;

namespace SmartCampus.Benchmarks.Subscribing;

/// <summary>Notes how long after the beginning of its append an event comes. <see cref="SeatTaken.Number"/> is when that was, by the stopwatch.</summary>
internal sealed class LagSubscriber : IDurableSubscriber
{
    public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(SeatTaken)];

    public Latencies Lags { get; } = new();

    public ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        Lags.Record(Stopwatch.GetTimestamp() - ((SeatTaken)envelope.Event).Number);
        return ValueTask.CompletedTask;
    }
}
