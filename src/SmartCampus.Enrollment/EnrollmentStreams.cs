using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>The streams of the domain: one per course, term, section, student, student's term and enrollment.</summary>
/// <remarks>Ids hold no <c>:</c>, so names of different things never meet. The section's is also the name of the lock on it.</remarks>
public static class EnrollmentStreams
{
    /// <summary>What the names of sections' streams begin with.</summary>
    public const string SectionPrefix = "section:";

    /// <summary>What the names of enrollments' streams begin with.</summary>
    public const string EnrollmentPrefix = "enrollment:";

    /// <summary>The stream of a course: its definition.</summary>
    public static StreamId Of(CourseId course) => new($"course:{course.Value}");

    /// <summary>The stream of a term: its registration window.</summary>
    public static StreamId Of(TermId term) => new($"term:{term.Token}");

    /// <summary>The stream of a section: its definition, seats and waitlist. Guards the capacity.</summary>
    public static StreamId Of(SectionId section) => new(SectionPrefix + section.Value);

    /// <summary>The stream of a student: holds and transcript. Guards the prerequisites.</summary>
    public static StreamId Of(StudentId student) => new($"student:{student.Value}");

    /// <summary>The stream of what a student is in during a term. Guards duplicates, clashes and credits.</summary>
    public static StreamId Of(StudentId student, TermId term) => new($"student-term:{student.Value}:{term.Token}");

    /// <summary>The stream of an enrollment: its history, and the events that others follow.</summary>
    public static StreamId Of(EnrollmentId enrollment) => new(EnrollmentPrefix + enrollment.Value);
}
