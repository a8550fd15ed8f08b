namespace SmartCampus.Events.Testing;

/// <summary>What has happened before; the first part of a sentence begun with <see cref="AggregateSpecification{TAggregate, TState}.Given"/>.</summary>
/// <remarks>Immutable and safe for use by several threads.</remarks>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
public sealed class AggregateHistory<TAggregate, TState>
    where TAggregate : Aggregate<TAggregate, TState>, IAggregate<TAggregate, TState>
    where TState : class
{
    private readonly EventSerializer _serializer;
    private readonly StreamId _id;
    private readonly IReadOnlyList<object> _events;

    internal AggregateHistory(EventSerializer serializer, StreamId id, IReadOnlyList<object> events) =>
        (_serializer, _id, _events) = (serializer, id, events);

    /// <summary>Calls the aggregate.</summary>
    /// <param name="act">The call; what it throws is kept for <see cref="AggregateOutcome{TAggregate, TState}.ThenThrows"/>.</param>
    public AggregateOutcome<TAggregate, TState> When(Action<TAggregate> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        return When(aggregate =>
        {
            act(aggregate);
            return null;
        });
    }

    /// <summary>Calls the aggregate, and keeps what the call returns for <see cref="AggregateOutcome{TAggregate, TState}.ThenReturns"/>.</summary>
    /// <param name="act">The call; what it throws is kept for <see cref="AggregateOutcome{TAggregate, TState}.ThenThrows"/>.</param>
    public AggregateOutcome<TAggregate, TState> When(Func<TAggregate, object?> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        var store = new InMemoryEventStore(_serializer, new EventStoreLimits { MaxAppendEvents = int.MaxValue });
        if (_events.Count > 0) store.AppendAsync(StreamAppend.To(_id, ExpectedVersion.NoStream, [.. _events])).AsTask().GetAwaiter().GetResult();
        var aggregate = new AggregateRepository(store).LoadAsync<TAggregate>(_id).AsTask().GetAwaiter().GetResult();
        try
        {
            return new AggregateOutcome<TAggregate, TState>(store, aggregate, _events, act(aggregate), thrown: null);
        }
#pragma warning disable CA1031 // What the aggregate throws is what the sentence is about.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new AggregateOutcome<TAggregate, TState>(store, aggregate, _events, returned: null, e);
        }
    }
}
