using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>A grade as the university writes it, such as <c>A-</c>, <c>2.3</c> or <c>NP</c>; in JSON a string.</summary>
/// <remarks>
/// 1 to 8 characters of <c>[A-Za-z0-9.+-]</c>, compared ordinally. Which grades fail is said by
/// <see cref="EnrollmentOptions.FailingGrades"/>. Immutable and safe to share between threads.
/// </remarks>
[JsonConverter(typeof(TextIdJsonConverter))]
public readonly record struct Grade : ITextId<Grade>
{
    private const int MaxLength = 8;
    private const string Rule = "1 to 8 characters of A-Z, a-z, 0-9, '.', '+' and '-'";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.+-");

    private readonly string? _value;

    /// <summary>Makes a grade of text.</summary>
    /// <exception cref="InvalidIdException">The text is empty, too long or has a character outside the alphabet.</exception>
    public Grade(string value) => _value = IsValid(value) ? value : throw new InvalidIdException("grade", value, Rule);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which is no grade.</exception>
    public string Value => _value ?? throw TextId.Unset(nameof(Grade));

    /// <summary>Whether this is <c>default</c>, which is no grade.</summary>
    public bool IsDefault => _value is null;

    static string ITextId<Grade>.Kind => "grade";

    static string ITextId<Grade>.Rule => Rule;

    /// <summary>Makes a grade of text without throwing.</summary>
    /// <returns>Whether <paramref name="value"/> is a valid grade.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out Grade grade)
    {
        var valid = IsValid(value);
        grade = valid ? new Grade(value!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength } && !value.AsSpan().ContainsAnyExcept(Allowed);
}
