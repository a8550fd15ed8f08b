namespace SmartCampus.Events;

/// <summary>What all aggregates share: a stream, the version that was loaded, and the events that were raised since.</summary>
/// <remarks>Derive from <see cref="Aggregate{TSelf, TState}"/>. Not safe for use by several threads.</remarks>
public abstract class Aggregate
{
    private readonly List<EventData> _uncommitted = [];
    private bool _isStale;

    private protected Aggregate(StreamId id)
    {
        if (id.IsDefault) throw new ArgumentException("An aggregate's stream has a name.", nameof(id));
        Id = id;
    }

    /// <summary>The stream that holds the aggregate's events.</summary>
    public StreamId Id { get; }

    /// <summary>The version of the last stored event in the state; 0 for a new aggregate. Raised events do not count until they are saved.</summary>
    public StreamVersion Version { get; private protected set; }

    /// <summary>The events raised since the aggregate was loaded or saved, in order.</summary>
    public IReadOnlyList<EventData> Uncommitted => _uncommitted;

    /// <summary>Applies a stored event: the one that follows <see cref="Version"/>.</summary>
    /// <exception cref="ArgumentException">The event is of another stream.</exception>
    /// <exception cref="InvalidOperationException">The event is not the next one, or raised events have not been saved.</exception>
    public void Apply(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.Stream != Id) throw new ArgumentException($"The event belongs to stream '{envelope.Stream}', the aggregate to '{Id}'.", nameof(envelope));
        ThrowIfStale();
        if (_uncommitted.Count > 0) throw new InvalidOperationException($"Aggregate '{Id}' has raised events that are not saved. Load it anew.");
        // Truncation may have removed the beginning, so a first event may have a version above 1.
        if (Version != StreamVersion.None && envelope.Version != Version.Next)
            throw new InvalidOperationException($"Aggregate '{Id}' is at version {Version}; the event has version {envelope.Version}.");
        Fold(envelope.Event);
        Version = envelope.Version;
    }

    internal void MarkSaved(StreamAppendResult stored)
    {
        // Otherwise the events were stored before the aggregate was loaded, and it holds them twice.
        _isStale = stored.First != Version.Next;
        Version = stored.Last;
        _uncommitted.Clear();
    }

    internal abstract object Keep();

    internal abstract void Restore(object kept, StreamVersion version);

    internal abstract Snapshot? TakeSnapshot();

    private protected abstract void Fold(object @event);

    private protected void Record(object @event)
    {
        ThrowIfStale();
        Fold(@event);
        _uncommitted.Add(new EventData(@event));
    }

    private void ThrowIfStale()
    {
        if (_isStale) throw new InvalidOperationException($"What aggregate '{Id}' raised had been stored before it was loaded. Load it anew.");
    }
}
