namespace SmartCampus.Events;

/// <summary>An event to store.</summary>
/// <param name="Event">The event, of a type that the store's serializer knows.</param>
public sealed record EventData(object Event)
{
    /// <summary>The event, never null.</summary>
    public object Event { get; } = Event ?? throw new ArgumentNullException(nameof(Event));

    /// <summary>Correlation, causation, actor and headers; empty by default.</summary>
    public EventMetadata Metadata { get; init; } = EventMetadata.Empty;
}
