namespace SmartCampus.Events;

/// <summary>What a caller says about an event beside the event itself. The time is the store's: <see cref="EventEnvelope.RecordedAt"/>.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record EventMetadata
{
    /// <summary>Metadata that says nothing.</summary>
    public static EventMetadata Empty { get; } = new();

    /// <summary>Names the whole conversation that the event is part of; null when unknown (default).</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Names the command or event that led to this one; null when unknown (default).</summary>
    public string? CausationId { get; init; }

    /// <summary>Who did it; null when unknown (default).</summary>
    public string? Actor { get; init; }

    /// <summary>Anything else, such as a W3C <c>traceparent</c>; empty by default.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty;
}
