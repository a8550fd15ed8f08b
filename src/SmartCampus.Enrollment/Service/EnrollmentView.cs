using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>An enrollment as callers see it.</summary>
/// <param name="Id">The enrollment.</param>
/// <param name="Course">The section's course.</param>
/// <param name="Term">The section's term.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Version">The version of the enrollment, for <see cref="CommandOptions.ExpectedVersion"/>.</param>
public sealed record EnrollmentView(EnrollmentId Id, CourseId Course, TermId Term, EnrollmentStatus Status, StreamVersion Version)
{
    /// <summary>The student.</summary>
    public StudentId Student => Id.Student;

    /// <summary>The section.</summary>
    public SectionId Section => Id.Section;

    /// <summary>The place in the section's waitlist, from 1; null when the student does not wait or the place was not looked up.</summary>
    public int? WaitlistPosition { get; init; }

    /// <summary>The grade; null unless completed.</summary>
    public Grade? Grade { get; init; }
}
