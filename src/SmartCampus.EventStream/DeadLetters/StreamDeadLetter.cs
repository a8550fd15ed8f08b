namespace SmartCampus.Streams;

/// <summary>An event that a handler has failed to handle.</summary>
public sealed class StreamDeadLetter
{
    internal StreamDeadLetter(EventSubscription source, Entry entry, int attempts, Exception failure, DateTimeOffset failedAt) =>
        (Source, Entry, Attempts, Failure, FailedAt) = (source, entry with { Context = null }, attempts, failure, failedAt);

    /// <summary>The subscription's name.</summary>
    public string Subscription => Source.Name;

    /// <summary>The event.</summary>
    public object Event => Entry.Event;

    /// <summary>The event's number in the stream.</summary>
    public long Position => Entry.Position;

    /// <summary>When the event was accepted.</summary>
    public DateTimeOffset PublishedAt => Entry.PublishedAt;

    /// <summary>How often the handler was called.</summary>
    public int Attempts { get; }

    /// <summary>What the handler threw last.</summary>
    public Exception Failure { get; }

    /// <summary>When the last attempt had failed.</summary>
    public DateTimeOffset FailedAt { get; }

    internal EventSubscription Source { get; }

    internal Entry Entry { get; }
}
