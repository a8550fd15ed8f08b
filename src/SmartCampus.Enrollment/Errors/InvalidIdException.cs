namespace SmartCampus.Enrollments;

/// <summary>A text that is no id of its kind.</summary>
public sealed class InvalidIdException : EnrollmentException
{
    internal InvalidIdException(string kind, string? value, string rule) : base(Describe(kind, value, rule)) => (Kind, Value) = (kind, value);

    /// <summary>What the text was to name: <c>course</c>, <c>section</c>, <c>student</c>, <c>term</c>, <c>enrollment</c> or <c>grade</c>.</summary>
    public string Kind { get; }

    /// <summary>The text, or null.</summary>
    public string? Value { get; }

    internal static string Describe(string kind, string? value, string rule) => value switch
    {
        null or "" => $"The {kind} is empty. It has {rule}.",
        { Length: > 200 } => $"The {kind} has {value.Length} characters. It has {rule}.",
        _ => $"'{value}' is no {kind}. It has {rule}.",
    };
}
