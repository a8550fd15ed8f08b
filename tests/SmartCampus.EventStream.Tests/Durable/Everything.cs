using SmartCampus.Events;

namespace SmartCampus.Streams.Tests.Durable;

/// <summary>Leaves nothing out.</summary>
internal sealed class Everything : IDurableSubscriber
{
    public static IReadOnlyCollection<Type> EventTypes { get; } = [typeof(object)];

    public ValueTask HandleAsync(EventEnvelope envelope, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
