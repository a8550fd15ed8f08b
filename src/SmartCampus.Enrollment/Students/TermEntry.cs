namespace SmartCampus.Enrollments;

/// <summary>A section that a student is in, waits for or has left.</summary>
/// <param name="Section">The section.</param>
/// <param name="Status">How the student stands to it.</param>
public sealed record TermEntry(SectionId Section, TermEntryStatus Status)
{
    /// <summary>The section's course; known while the student is in the section.</summary>
    public CourseId Course { get; init; }

    /// <summary>The course's credits; 0 unless the student is in the section.</summary>
    public int Credits { get; init; }

    /// <summary>When the section meets; never unless the student is in the section.</summary>
    public MeetingPattern Meetings { get; init; } = MeetingPattern.None;

    /// <summary>The sections of the request that waits; empty unless the student waits.</summary>
    public IReadOnlyList<SectionId> Request { get; init; } = [];
}
