namespace SmartCampus.Enrollments;

/// <summary>An enrollment as its events tell it.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed record EnrollmentState
{
    /// <summary>The enrollment; <c>default</c> when it does not exist.</summary>
    public EnrollmentId Id { get; init; }

    /// <summary>The section's course.</summary>
    public CourseId Course { get; init; }

    /// <summary>The section's term.</summary>
    public TermId Term { get; init; }

    /// <summary>Where it stands.</summary>
    public EnrollmentStatus Status { get; init; }

    /// <summary>The sections of the request that waits as a whole; empty unless it waits.</summary>
    public IReadOnlyList<SectionId> Request { get; init; } = [];

    /// <summary>The grade; null unless completed.</summary>
    public Grade? Grade { get; init; }

    /// <summary>Whether there was ever an event.</summary>
    internal bool Exists => !Id.IsDefault;

    /// <summary>Whether the student has a seat or waits for one, so that a drop makes sense.</summary>
    internal bool IsActive => Exists && Status is EnrollmentStatus.Enrolled or EnrollmentStatus.Waitlisted;
}
