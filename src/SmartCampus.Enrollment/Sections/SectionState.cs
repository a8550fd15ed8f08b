using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SmartCampus.Enrollments;

/// <summary>A section as its events tell it.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record SectionState
{
    /// <summary>The section; <c>default</c> when it does not exist.</summary>
    public SectionId Id { get; init; }

    /// <summary>Its course.</summary>
    public CourseId Course { get; init; }

    /// <summary>Its term.</summary>
    public TermId Term { get; init; }

    /// <summary>Its seats.</summary>
    public int Capacity { get; init; }

    /// <summary>When it meets.</summary>
    public MeetingPattern Meetings { get; init; } = MeetingPattern.None;

    /// <summary>The course's title when the section was opened.</summary>
    public string Title { get; init; } = "";

    /// <summary>The course's credits when the section was opened.</summary>
    public int Credits { get; init; }

    /// <summary>The course's prerequisites when the section was opened.</summary>
    public IReadOnlyList<CourseId> Prerequisites { get; init; } = [];

    /// <summary>Who has a seat.</summary>
    public ImmutableHashSet<StudentId> Seated { get; init; } = [];

    /// <summary>Who waits, first come first.</summary>
    public ImmutableList<WaitlistEntry> Waitlist { get; init; } = [];

    /// <summary>Whether the section was opened.</summary>
    internal bool Exists => !Id.IsDefault;

    /// <summary>The free seats.</summary>
    [JsonIgnore]
    public int SeatsLeft => Capacity - Seated.Count;

    /// <summary>The place of a student in the waitlist, from 1; null when the student does not wait.</summary>
    public int? PositionOf(StudentId student) => Waitlist.FindIndex(entry => entry.Student == student) is >= 0 and var index ? index + 1 : null;
}
