using System.Text.Json;

namespace SmartCampus.Events;

/// <summary>A consistency boundary whose state is the fold of one stream's events.</summary>
/// <remarks>
/// <code>
/// sealed class Section(StreamId id) : Aggregate&lt;Section, SectionState&gt;(id), IAggregate&lt;Section, SectionState&gt;
/// {
///     public static SectionState Initial { get; } = new(Seats: 0);
///     public static SnapshotSchema&lt;SectionState&gt;? Snapshots =&gt; null;
///     public static Section Create(StreamId id) =&gt; new(id);
///     public static SectionState Evolve(SectionState state, object @event) =&gt; @event switch
///     {
///         SectionOpened e =&gt; state with { Seats = e.Seats },
///         _ =&gt; state,
///     };
///     public void Open(int seats) =&gt; Raise(new SectionOpened(seats));
/// }
/// </code>
/// Not safe for use by several threads.
/// </remarks>
public abstract class Aggregate<TSelf, TState> : Aggregate
    where TSelf : Aggregate<TSelf, TState>, IAggregate<TSelf, TState>
    where TState : class
{
    /// <summary>Makes an aggregate without events.</summary>
    protected Aggregate(StreamId id) : base(id)
    {
    }

    /// <summary>The state after all stored and raised events.</summary>
    public TState State { get; private set; } = TSelf.Initial;

#pragma warning disable CA1000 // Called as EnrollmentAggregate.Replay(...): the type arguments are the aggregate's own.
    /// <summary>The schema name of the snapshots that the aggregate understands; null when it takes none.</summary>
    public static string? SnapshotSchemaName => TSelf.Snapshots?.Name;

    /// <summary>Makes an aggregate of a snapshot; apply the events after it next.</summary>
    /// <exception cref="ArgumentException">The snapshot has another schema than the aggregate.</exception>
    /// <exception cref="JsonException">The snapshot's bytes are no such state.</exception>
    public static TSelf FromSnapshot(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (TSelf.Snapshots is not { } schema || schema.Name != snapshot.Schema)
            throw new ArgumentException($"{typeof(TSelf).Name} does not understand snapshots of schema '{snapshot.Schema}'.", nameof(snapshot));
        var aggregate = TSelf.Create(snapshot.Stream);
        aggregate.State = JsonSerializer.Deserialize(snapshot.State.Span, schema.Json) ?? throw new JsonException("The snapshot's state is null.");
        aggregate.Version = snapshot.Version;
        return aggregate;
    }

    /// <summary>Makes an aggregate of its events from the first on.</summary>
    public static TSelf Replay(StreamId id, IEnumerable<EventEnvelope> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var aggregate = TSelf.Create(id);
        foreach (var envelope in events) aggregate.Apply(envelope);
        return aggregate;
    }
#pragma warning restore CA1000

    /// <summary>Applies an event that was decided on, and remembers it for the next save.</summary>
    protected void Raise(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        Record(@event);
    }

    internal sealed override object Keep() => State;

    internal sealed override void Restore(object kept, StreamVersion version) => (State, Version) = ((TState)kept, version);

    internal sealed override Snapshot? TakeSnapshot() => TSelf.Snapshots is { } schema
        ? new Snapshot(Id, Version, schema.Name, JsonSerializer.SerializeToUtf8Bytes(State, schema.Json))
        : null;

    private protected sealed override void Fold(object @event) => State = TSelf.Evolve(State, @event);
}
