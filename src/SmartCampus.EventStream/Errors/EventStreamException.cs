namespace SmartCampus.Streams;

/// <summary>Something that an event stream refuses.</summary>
public abstract class EventStreamException : Exception
{
    private protected EventStreamException(string stream, string message) : base(message) => Stream = stream;

    /// <summary>The stream's name.</summary>
    public string Stream { get; }
}
