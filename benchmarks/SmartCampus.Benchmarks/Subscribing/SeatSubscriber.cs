using SmartCampus.Benchmarks.Events;
using SmartCampus.Events;
using SmartCampus.Streams;

namespace SmartCampus.Benchmarks.Subscribing;

/// <summary>Folds what it gets, one event at a time.</summary>
internal sealed class SeatSubscriber : IDurableSubscriber
{
    public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(SeatTaken)];

    public SeatCount Count { get; private set; } = SeatCount.Empty;

    public ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        Count = Count.Apply((SeatTaken)envelope.Event);
        return ValueTask.CompletedTask;
    }
}
