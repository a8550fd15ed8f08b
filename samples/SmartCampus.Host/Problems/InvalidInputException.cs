namespace SmartCampus.Host.Problems;

/// <summary>The caller's input has no meaning; nothing was done.</summary>
internal sealed class InvalidInputException(IReadOnlyDictionary<string, string[]> errors)
    : Exception(string.Join(' ', errors.SelectMany(field => field.Value.Select(message => $"{field.Key} {message}"))))
{
    public InvalidInputException(string field, string message)
        : this(new Dictionary<string, string[]> { [field] = [message] })
    {
    }

    /// <summary>Field names as on the wire, with what is wrong.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; } = errors;
}
