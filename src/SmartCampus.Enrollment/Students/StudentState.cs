using System.Collections.Immutable;

namespace SmartCampus.Enrollments;

/// <summary>A student as the events tell it.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record StudentState
{
    /// <summary>The student; <c>default</c> when not registered.</summary>
    public StudentId Id { get; init; }

    /// <summary>What the student is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>The holds with their reasons.</summary>
    public ImmutableDictionary<string, string> Holds { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The grades by enrollment.</summary>
    public ImmutableDictionary<EnrollmentId, TranscriptEntry> Transcript { get; init; } = ImmutableDictionary<EnrollmentId, TranscriptEntry>.Empty;

    /// <summary>Whether the student was registered.</summary>
    internal bool Exists => !Id.IsDefault;

    /// <summary>Whether a course was passed in some term.</summary>
    public bool HasPassed(CourseId course) => Transcript.Values.Any(entry => entry.Passed && entry.Course == course);
}
