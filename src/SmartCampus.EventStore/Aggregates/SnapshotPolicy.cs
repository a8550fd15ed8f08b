namespace SmartCampus.Events;

/// <summary>When a repository takes snapshots.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class SnapshotPolicy
{
    private readonly long _interval;

    private SnapshotPolicy(long interval) => _interval = interval;

    /// <summary>Never takes one.</summary>
    public static SnapshotPolicy Never { get; } = new(long.MaxValue);

    /// <summary>Takes one whenever a save crosses a multiple of a number of events.</summary>
    /// <param name="events">The number, 1 or more.</param>
    public static SnapshotPolicy Every(int events)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        return new SnapshotPolicy(events);
    }

    /// <summary>Whether a save from one version to another is followed by a snapshot.</summary>
    public bool IsDue(StreamVersion before, StreamVersion after) => after.Value / _interval > before.Value / _interval;
}
