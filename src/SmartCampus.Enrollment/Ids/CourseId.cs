using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>Names a course: 1 to 64 characters of <c>[A-Za-z0-9._-]</c>, compared ordinally; in JSON a string.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
[JsonConverter(typeof(TextIdJsonConverter))]
public readonly record struct CourseId : ITextId<CourseId>
{
    private readonly string? _value;

    /// <summary>Makes an id of text.</summary>
    /// <exception cref="InvalidIdException">The text is empty, too long or has a character outside the alphabet.</exception>
    public CourseId(string value) => _value = TextId.IsValid(value) ? value : throw new InvalidIdException("course", value, TextId.Rule);

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => _value ?? throw TextId.Unset(nameof(CourseId));

    /// <summary>Whether this is <c>default</c>, which names nothing.</summary>
    public bool IsDefault => _value is null;

    static string ITextId<CourseId>.Kind => "course";

    static string ITextId<CourseId>.Rule => TextId.Rule;

    /// <summary>Makes an id of text without throwing.</summary>
    /// <returns>Whether <paramref name="value"/> is a valid id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out CourseId id)
    {
        var valid = TextId.IsValid(value);
        id = valid ? new CourseId(value!) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => _value ?? "";
}
