using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>Names what there is between a student and a section: <c>student:section</c>, such as <c>student-123:section-456</c>.</summary>
/// <remarks>
/// One student has one enrollment in one section, whose history holds every enrolling, waiting and dropping; so two enrollments of
/// the pair cannot exist, and a repeated command makes the same id. Immutable and safe to share between threads.
/// </remarks>
[JsonConverter(typeof(TextIdJsonConverter))]
public readonly record struct EnrollmentId : ITextId<EnrollmentId>
{
    private const string Rule = "a student id, ':' and a section id";

    /// <summary>Makes the id of a student's enrollment in a section.</summary>
    /// <exception cref="ArgumentException">One of the ids is <c>default</c>.</exception>
    public EnrollmentId(StudentId student, SectionId section)
    {
        if (student.IsDefault) throw new ArgumentException("The student has no id.", nameof(student));
        if (section.IsDefault) throw new ArgumentException("The section has no id.", nameof(section));
        (Student, Section) = (student, section);
    }

    /// <summary>The student.</summary>
    public StudentId Student { get; }

    /// <summary>The section.</summary>
    public SectionId Section { get; }

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default</c>, which names nothing.</exception>
    public string Value => IsDefault ? throw TextId.Unset(nameof(EnrollmentId)) : $"{Student}:{Section}";

    /// <summary>Whether this is <c>default</c>, which names nothing.</summary>
    public bool IsDefault => Student.IsDefault;

    static string ITextId<EnrollmentId>.Kind => "enrollment";

    static string ITextId<EnrollmentId>.Rule => Rule;

    /// <summary>Makes an id of text.</summary>
    /// <exception cref="InvalidIdException">The text is not <c>student:section</c>.</exception>
    public static EnrollmentId Parse(string value) => TryParse(value, out var id) ? id : throw new InvalidIdException("enrollment", value, Rule);

    /// <summary>Makes an id of text without throwing.</summary>
    /// <returns>Whether <paramref name="value"/> is a valid id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? value, out EnrollmentId id)
    {
        id = default;
        var colon = value?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || !StudentId.TryParse(value![..colon], out var student) || !SectionId.TryParse(value[(colon + 1)..], out var section)) return false;
        id = new EnrollmentId(student, section);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => IsDefault ? "" : Value;
}
