namespace SmartCampus.Events;

/// <summary>An event store in the memory of one process: for tests, for trying things out, and as the guide for authors of stores.</summary>
/// <remarks>
/// Keeps every rule of <see cref="IEventStore"/> but durability: its events end with the object. One lock orders all writers;
/// readers copy under the same lock. Safe for use by several threads.
/// </remarks>
public sealed partial class InMemoryEventStore : IEventStore
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly List<EventEnvelope?> _log = [];
    private readonly Dictionary<StreamId, MemoryStream> _streams = [];
    private readonly Dictionary<CommitId, (UInt128 ContentHash, AppendResult Result)> _commits = [];

    // Only while somebody waits.
    private TaskCompletionSource? _appended;

    /// <summary>Makes an empty store.</summary>
    /// <param name="serializer">Turns events into bytes.</param>
    /// <param name="limits">What is refused as too large; <see cref="EventStoreLimits.Default"/> by default.</param>
    /// <param name="time">Gives <see cref="EventEnvelope.RecordedAt"/>; the system's clock by default.</param>
    public InMemoryEventStore(IEventSerializer serializer, EventStoreLimits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        Serializer = serializer;
        Limits = limits ?? EventStoreLimits.Default;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public EventStoreLimits Limits { get; }

    /// <inheritdoc/>
    public IEventSerializer Serializer { get; }

    // Positions begin at 1 and a control entry (truncate, delete, tombstone) takes one, so the log's slot is the position less 1.
    private long LastPosition => _log.Count;

    private MemoryStream? Find(StreamId stream) => _streams.GetValueOrDefault(stream);

    private MemoryStream FindOrAdd(StreamId stream)
    {
        if (_streams.TryGetValue(stream, out var found)) return found;
        return _streams[stream] = new MemoryStream();
    }

    private static void CheckName(StreamId stream)
    {
        if (stream.IsDefault) throw new ArgumentException("The stream has no name.", nameof(stream));
    }
}
