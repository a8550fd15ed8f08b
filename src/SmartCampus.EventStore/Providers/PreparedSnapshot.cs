namespace SmartCampus.Events;

/// <summary>The checks that every store makes before it keeps a snapshot; for authors of stores.</summary>
public static class PreparedSnapshot
{
    /// <summary>Refuses what no store keeps.</summary>
    /// <exception cref="ArgumentException">The stream or the schema has no name, or the version is 0.</exception>
    /// <exception cref="LimitExceededException">The state is larger than <see cref="EventStoreLimits.MaxAppendBytes"/>.</exception>
    public static void Check(Snapshot snapshot, EventStoreLimits limits)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(limits);
        if (snapshot.Stream.IsDefault) throw new ArgumentException("The snapshot names no stream.", nameof(snapshot));
        if (snapshot.Version == StreamVersion.None) throw new ArgumentException("A snapshot's version is 1 or more.", nameof(snapshot));
        if (snapshot.Schema is not { Length: >= 1 and <= 200 }) throw new ArgumentException("A snapshot's schema name has 1 to 200 characters.", nameof(snapshot));
        if (snapshot.State.Length > limits.MaxAppendBytes) throw new LimitExceededException(EventStoreLimit.SnapshotBytes, limits.MaxAppendBytes, snapshot.State.Length);
    }
}
