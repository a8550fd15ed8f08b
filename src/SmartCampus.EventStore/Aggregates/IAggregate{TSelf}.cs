namespace SmartCampus.Events;

/// <summary>How a repository makes an aggregate; <see cref="Aggregate{TSelf, TState}"/> implements all but <see cref="Create"/>.</summary>
/// <typeparam name="TSelf">The aggregate.</typeparam>
public interface IAggregate<TSelf>
    where TSelf : Aggregate, IAggregate<TSelf>
{
    /// <summary>The schema name of the snapshots that the aggregate understands; null when it takes none.</summary>
    static abstract string? SnapshotSchemaName { get; }

    /// <summary>Makes an aggregate without events.</summary>
    static abstract TSelf Create(StreamId id);

    /// <summary>Makes an aggregate of a snapshot.</summary>
    static abstract TSelf FromSnapshot(Snapshot snapshot);
}
