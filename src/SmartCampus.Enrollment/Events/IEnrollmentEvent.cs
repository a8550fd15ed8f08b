namespace SmartCampus.Enrollments;

/// <summary>Something that happened to one enrollment. These are the events for other services to follow; each is stored once, in the enrollment's stream.</summary>
public interface IEnrollmentEvent
{
    /// <summary>The enrollment.</summary>
    EnrollmentId EnrollmentId { get; }

    /// <summary>The student.</summary>
    StudentId StudentId { get; }

    /// <summary>The section.</summary>
    SectionId SectionId { get; }

    /// <summary>The section's course.</summary>
    CourseId CourseId { get; }

    /// <summary>The section's term.</summary>
    TermId Term { get; }
}
