using SmartCampus.Enrollments;
using SmartCampus.Events;
using SmartCampus.Events.Testing;

namespace SmartCampus.Enrollment.Tests.Aggregates;

/// <summary>The aggregates that the sentences are about, and the events that begin them.</summary>
internal static class Given
{
    public static readonly CourseId Course = new("C1");
    public static readonly TermId Fall = new("Fall 2024");
    public static readonly SectionId Algebra1 = new("x1");
    public static readonly SectionId Algebra2 = new("x2");
    public static readonly StudentId Ada = new("ada");
    public static readonly StudentId Bob = new("bob");
    public static readonly EnrollmentId AdaInAlgebra = new(Ada, Algebra1);
    public static readonly MeetingPattern Mondays = MeetingPattern.Parse("Mo 09:00-09:50 weeks 1-14");

    public static AggregateSpecification<SectionAggregate, SectionState> Section { get; } = new(Types(), EnrollmentStreams.Of(Algebra1));

    public static AggregateSpecification<EnrollmentAggregate, EnrollmentState> TheEnrollment { get; } = new(Types(), EnrollmentStreams.Of(AdaInAlgebra));

    public static AggregateSpecification<StudentAggregate, StudentState> Student { get; } = new(Types(), EnrollmentStreams.Of(Ada));

    public static AggregateSpecification<StudentTermAggregate, StudentTermState> StudentTerm { get; } = new(Types(), EnrollmentStreams.Of(Ada, Fall));

    public static AggregateSpecification<CourseAggregate, CourseState> TheCourse { get; } = new(Types(), EnrollmentStreams.Of(Course));

    public static AggregateSpecification<TermAggregate, TermState> Term { get; } = new(Types(), EnrollmentStreams.Of(Fall));

    public static SectionOpenedEvent Opened(int capacity) => new(Algebra1, Course, Fall, capacity, Mondays, "Algebra", 3, [new CourseId("C0")]);

    public static SectionState OpenSection() => SectionAggregate.Evolve(SectionAggregate.Initial, Opened(1));

    public static StudentEnrolledEvent Enrolled() => new(AdaInAlgebra, Ada, Algebra1, Course, Fall);

    public static StudentWaitlistedEvent Waitlisted() => new(AdaInAlgebra, Ada, Algebra1, Course, Fall, [Algebra1, Algebra2], 1);

    public static EnrollmentDroppedEvent Dropped(bool wasWaiting) => new(AdaInAlgebra, Ada, Algebra1, Course, Fall, wasWaiting);

    public static GradeAssignedEvent Graded() => new(AdaInAlgebra, Ada, Algebra1, Course, Fall, new Grade("B"), Passed: true);

    private static EventTypes Types() => new EventTypes().AddEnrollmentEvents();
}
