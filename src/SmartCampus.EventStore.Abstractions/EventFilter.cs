namespace SmartCampus.Events;

/// <summary>Which events of the whole store are wanted; with both parts set, an event must pass both.</summary>
public sealed record EventFilter
{
    /// <summary>The stored type names to keep; null (default) keeps all, an empty set keeps none.</summary>
    public IReadOnlySet<string>? EventTypes { get; init; }

    /// <summary>What the names of the streams to keep begin with, compared ordinally; null (default) keeps all.</summary>
    public string? StreamPrefix { get; init; }

    /// <summary>Whether an event passes.</summary>
    public bool Accepts(string eventType, string stream) =>
        (StreamPrefix is null || stream.StartsWith(StreamPrefix, StringComparison.Ordinal)) &&
        (EventTypes is null || EventTypes.Contains(eventType));
}
