namespace SmartCampus.Enrollments;

/// <summary>Courses, terms, sections and students to bring in at once.</summary>
public sealed record CampusDefinition
{
    /// <summary>Terms; none by default.</summary>
    public IReadOnlyList<TermDefinition> Terms { get; init; } = [];

    /// <summary>Courses, whose prerequisites may be in the same import; none by default.</summary>
    public IReadOnlyList<CourseDefinition> Courses { get; init; } = [];

    /// <summary>Sections of courses and terms that exist or are in the same import; none by default.</summary>
    public IReadOnlyList<SectionDefinition> Sections { get; init; } = [];

    /// <summary>Students; none by default.</summary>
    public IReadOnlyList<StudentDefinition> Students { get; init; } = [];
}
