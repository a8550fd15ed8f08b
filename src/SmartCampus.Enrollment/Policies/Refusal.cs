namespace SmartCampus.Enrollments;

/// <summary>One reason why a command was not carried out.</summary>
/// <param name="Code">One of <see cref="RefusalCodes"/>, or the code of a policy of your own; the same in every face.</param>
/// <param name="Message">The reason in plain English, with what to do about it where that is not plain.</param>
public sealed record Refusal(string Code, string Message)
{
    /// <summary>The section that the reason is about; null when it is about all or none.</summary>
    public SectionId? Section { get; init; }

    /// <summary>The input that is invalid, in snake_case; null unless the code is <see cref="RefusalCodes.InvalidArgument"/>.</summary>
    public string? Field { get; init; }
}
