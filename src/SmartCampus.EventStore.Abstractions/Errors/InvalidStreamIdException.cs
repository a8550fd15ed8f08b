namespace SmartCampus.Events;

/// <summary>A text that names no stream.</summary>
public sealed class InvalidStreamIdException(string? value) : EventStoreException(Describe(value))
{
    /// <summary>The text, or null.</summary>
    public string? Value { get; } = value;

    private static string Describe(string? value) => value switch
    {
        null or "" => $"A stream id has 1 to {StreamId.MaxLength} characters; this one is empty.",
        { Length: > StreamId.MaxLength } => $"A stream id has 1 to {StreamId.MaxLength} characters; this one has {value.Length}.",
        _ => $"A stream id is made of A-Z, a-z, 0-9, '.', '_', ':' and '-'; '{value}' is not.",
    };
}
