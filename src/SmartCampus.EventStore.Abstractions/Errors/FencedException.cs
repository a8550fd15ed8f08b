namespace SmartCampus.Events;

/// <summary>The stream has accepted a higher fencing token: the caller's lock has passed to somebody else. Nothing was written.</summary>
public sealed class FencedException(StreamId stream, long token, long highest)
    : EventStoreException($"Stream '{stream}' has accepted fencing token {highest}; {token} is stale. The lock was lost: acquire it again.")
{
    /// <summary>The stream.</summary>
    public StreamId Stream { get; } = stream;

    /// <summary>The token of the refused append.</summary>
    public long Token { get; } = token;

    /// <summary>The highest token that the stream has accepted.</summary>
    public long Highest { get; } = highest;
}
