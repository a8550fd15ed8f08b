using System.Collections.Concurrent;
using SmartCampus.Events;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>Notes what it has handled, and does before that what a test wants.</summary>
public sealed class Recorder : IDurableSubscriber
{
    public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(ITestEvent)];

    /// <summary>What was handled, in order.</summary>
    public ConcurrentQueue<EventEnvelope> Handled { get; } = new();

    /// <summary>The numbers that were handled, in order.</summary>
    public IEnumerable<int> Numbers => Handled.Select(envelope => ((Noted)envelope.Event).Number);

    /// <summary>Called before an event is noted; a failure leaves it out.</summary>
    public Func<EventEnvelope, CancellationToken, ValueTask> Before { get; set; } = (_, _) => ValueTask.CompletedTask;

    public async ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        await Before(envelope, cancellationToken);
        Handled.Enqueue(envelope);
    }
}
