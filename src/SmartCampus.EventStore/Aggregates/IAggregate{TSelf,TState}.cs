namespace SmartCampus.Events;

/// <summary>How an aggregate's state begins and folds: pure functions, so that the same events always give the same state.</summary>
/// <typeparam name="TSelf">The aggregate.</typeparam>
/// <typeparam name="TState">The state, an immutable value.</typeparam>
public interface IAggregate<TSelf, TState> : IAggregate<TSelf>
    where TSelf : Aggregate<TSelf, TState>, IAggregate<TSelf, TState>
    where TState : class
{
    /// <summary>The state before the first event.</summary>
    static abstract TState Initial { get; }

    /// <summary>How snapshots of the state are stored, or null to take none.</summary>
    static abstract SnapshotSchema<TState>? Snapshots { get; }

    /// <summary>Gives the state after an event. Never refuses: what is stored has happened.</summary>
    static abstract TState Evolve(TState state, object @event);
}
