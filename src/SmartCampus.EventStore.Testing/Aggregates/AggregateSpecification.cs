namespace SmartCampus.Events.Testing;

/// <summary>Given, when, then: what an aggregate decides, as a sentence.</summary>
/// <remarks>
/// Events go through an <see cref="InMemoryEventStore"/> on their way in and out, so a passing test also proves that they are
/// registered, survive a round trip through JSON, and fold to the same state when replayed or restored from a snapshot.
/// <code>
/// static readonly AggregateSpecification&lt;Section, SectionState&gt; Section = new(Campus.Events, new StreamId("section-1"));
///
/// [Fact]
/// public void The_last_seat_can_be_taken() =&gt; Section
///     .Given(new SectionOpened(Seats: 1))
///     .When(section =&gt; section.Take("ada"))
///     .Then(new SeatTaken("ada"));
/// </code>
/// Immutable and safe for use by several threads.
/// </remarks>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
/// <typeparam name="TState">Its state.</typeparam>
public sealed class AggregateSpecification<TAggregate, TState>
    where TAggregate : Aggregate<TAggregate, TState>, IAggregate<TAggregate, TState>
    where TState : class
{
    private readonly EventSerializer _serializer;
    private readonly StreamId _id;

    /// <summary>Describes one aggregate.</summary>
    /// <param name="types">The event types that the aggregate reads and raises.</param>
    /// <param name="id">The stream of the aggregate that the sentences are about.</param>
    public AggregateSpecification(EventTypes types, StreamId id) => (_serializer, _id) = (new EventSerializer(types), id);

    /// <summary>Begins a sentence with what has happened.</summary>
    /// <param name="events">The stored events in order; none for a new aggregate.</param>
    public AggregateHistory<TAggregate, TState> Given(params IReadOnlyList<object> events) => new(_serializer, _id, events);
}
