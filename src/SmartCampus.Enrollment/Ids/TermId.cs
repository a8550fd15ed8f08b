using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>Names a term, such as <c>Fall 2024</c>; compared ordinally; in JSON a string.</summary>
/// <remarks>
/// 1 to 40 characters of <c>[A-Za-z0-9.-]</c> and single spaces between them. <c>_</c> is left out, because it stands for the
/// space in stream names. Immutable and safe to share between threads.
/// </remarks>
[JsonConverter(typeof(TextIdJsonConverter))]
public readonly record struct TermId : ITextId<TermId>
{
    private const int MaxLength = 40;
    private const string Rule = "1 to 40 characters of A-Z, a-z, 0-9, '.' and '-', with single spaces between them";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.- ");

    private readonly string? _value;

    /// <summary>Makes an id of text.</summary>
    /// <exception cref="InvalidIdException">The text is empty, too long or not as the remarks of the type say.</exception>
    public TermId(string value) => _value = IsValid(value) ? value : throw new InvalidIdException("term", value, Rule);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => _value ?? throw TextId.Unset(nameof(TermId));

    /// <summary>Whether this is <c>default</c>, which names nothing.</summary>
    public bool IsDefault => _value is null;

    static string ITextId<TermId>.Kind => "term";

    static string ITextId<TermId>.Rule => Rule;

    /// <summary>The text as it stands in stream names: with <c>_</c> for each space, so that different terms stay different.</summary>
    public string Token => Value.Replace(' ', '_');

    /// <summary>Makes an id of text without throwing.</summary>
    /// <returns>Whether <paramref name="value"/> is a valid id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out TermId id)
    {
        var valid = IsValid(value);
        id = valid ? new TermId(value!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";

    private static bool IsValid([NotNullWhen(true)] string? value) =>
        value is { Length: > 0 and <= MaxLength }
        && !value.AsSpan().ContainsAnyExcept(Allowed)
        && value[0] != ' ' && value[^1] != ' '
        && !value.Contains("  ", StringComparison.Ordinal);
}
