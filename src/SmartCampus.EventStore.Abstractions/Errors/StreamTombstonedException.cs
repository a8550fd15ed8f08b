namespace SmartCampus.Events;

/// <summary>The stream is tombstoned and takes no more events; nothing was written.</summary>
public sealed class StreamTombstonedException(StreamId stream)
    : EventStoreException($"Stream '{stream}' is tombstoned and takes no more events. Use another stream id.")
{
    /// <summary>The stream.</summary>
    public StreamId Stream { get; } = stream;
}
