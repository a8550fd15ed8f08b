using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace SmartCampus.Enrollments;

/// <summary>The rule of course, section and student ids. ':' is left out: it separates ids in stream names and in <see cref="EnrollmentId"/>.</summary>
internal static class TextId
{
    public const int MaxLength = 64;
    public const string Rule = "1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed);

    public static InvalidOperationException Unset(string type) => new($"This {type} was never given a text (it is default({type})).");
}
