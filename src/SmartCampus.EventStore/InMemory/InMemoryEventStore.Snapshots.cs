namespace SmartCampus.Events;

public sealed partial class InMemoryEventStore
{
    /// <inheritdoc/>
    public ValueTask SaveSnapshotAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        PreparedSnapshot.Check(snapshot, Limits);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            // A snapshot of events that are not there (yet) is no use, and would be wrong once others take their versions.
            if (Find(snapshot.Stream) is { } found && IsUsable(snapshot, found))
                found.Snapshots[(snapshot.Schema, snapshot.Version)] = snapshot with { State = snapshot.State.ToArray() };
            return ValueTask.CompletedTask;
        }
    }

    /// <inheritdoc/>
    public ValueTask<Snapshot?> GetLatestSnapshotAsync(StreamId stream, string schema, StreamVersion? upTo = null, CancellationToken cancellationToken = default)
    {
        CheckName(stream);
        ArgumentException.ThrowIfNullOrEmpty(schema);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (Find(stream) is not { } found) return default;
            return new(found.Snapshots.Values
                .Where(s => s.Schema == schema && IsUsable(s, found) && !(s.Version > upTo))
                .MaxBy(s => s.Version));
        }
    }

    private static bool IsUsable(Snapshot snapshot, MemoryStream stream) =>
        !stream.IsTombstoned && snapshot.Version <= stream.Head && snapshot.Version.Value > stream.DeletedAt &&
        // Events between the snapshot and the first one that is left would be missing from a replay.
        snapshot.Version.Value >= stream.Gone;
}
