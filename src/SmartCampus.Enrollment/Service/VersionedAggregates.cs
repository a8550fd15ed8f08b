using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>What results say about aggregates, with raised events counted as if they were stored: they are when the result is given.</summary>
internal static class VersionedAggregates
{
    public static StreamVersion NextVersion(this Aggregate aggregate) => new(aggregate.Version.Value + aggregate.Uncommitted.Count);

    public static EnrollmentView ToView(this EnrollmentAggregate enrollment) => new(
        enrollment.State.Id, enrollment.State.Course, enrollment.State.Term, enrollment.State.Status, enrollment.NextVersion())
    {
        Grade = enrollment.State.Grade,
    };

    public static EnrollmentView ToView(this EnrollmentAggregate enrollment, SectionAggregate section) =>
        enrollment.ToView() with { WaitlistPosition = section.State.PositionOf(enrollment.State.Id.Student) };
}
