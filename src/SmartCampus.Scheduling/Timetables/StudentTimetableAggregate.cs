using SmartCampus.Enrollments;
using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>
/// A student's timetable of a term. What follows from an enrollment is decided by the version of the enrollment's stream, so that an
/// event that comes again, however late, changes nothing.
/// </summary>
internal sealed class StudentTimetableAggregate(StreamId id)
    : Aggregate<StudentTimetableAggregate, StudentTimetableState>(id), IAggregate<StudentTimetableAggregate, StudentTimetableState>
{
    public static StudentTimetableState Initial => StudentTimetableState.Initial;

    public static SnapshotSchema<StudentTimetableState>? Snapshots => null;

    public static StudentTimetableAggregate Create(StreamId id) => new(id);

    public static StudentTimetableState Evolve(StudentTimetableState state, object @event) => StudentTimetableState.Evolve(state, @event);

    internal static StreamId StreamOf(StudentId student, TermId term) => new($"timetable:{student.Value}:{term.Token}");

    /// <summary>Puts a section in or takes it out, unless a later version of the enrollment has been seen.</summary>
    internal void Follow(IEnrollmentEvent enrollment, long version, bool attends)
    {
        var mark = State.Marks.GetValueOrDefault(enrollment.SectionId);
        // Whoever leaves a waitlist was never in the timetable.
        if (version <= mark.EnrollmentVersion || attends == mark.Attends) return;
        Raise(attends
            ? new TimetableSectionAddedEvent(enrollment.StudentId, enrollment.Term, enrollment.SectionId, version)
            : new TimetableSectionRemovedEvent(enrollment.StudentId, enrollment.Term, enrollment.SectionId, version));
    }
}
