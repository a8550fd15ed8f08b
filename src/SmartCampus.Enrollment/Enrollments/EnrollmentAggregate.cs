using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>The history of what there is between a student and a section.</summary>
public sealed class EnrollmentAggregate : Aggregate<EnrollmentAggregate, EnrollmentState>, IAggregate<EnrollmentAggregate, EnrollmentState>
{
    private EnrollmentAggregate(StreamId id) : base(id)
    {
    }

    /// <inheritdoc/>
    public static EnrollmentState Initial { get; } = new();

    /// <inheritdoc/>
    public static SnapshotSchema<EnrollmentState>? Snapshots { get; } = new("enrollment-1", EnrollmentStateJson.Default.EnrollmentState);

    /// <inheritdoc/>
    public static EnrollmentAggregate Create(StreamId id) => new(id);

    /// <inheritdoc/>
    public static EnrollmentState Evolve(EnrollmentState state, object @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (@event is not IEnrollmentEvent about) return state;
        state = state with { Id = about.EnrollmentId, Course = about.CourseId, Term = about.Term };
        return @event switch
        {
            StudentEnrolledEvent or StudentPromotedEvent => state with { Status = EnrollmentStatus.Enrolled, Request = [] },
            StudentWaitlistedEvent e => state with { Status = EnrollmentStatus.Waitlisted, Request = e.Request },
            EnrollmentDroppedEvent => state with { Status = EnrollmentStatus.Dropped, Request = [] },
            GradeAssignedEvent e => state with { Status = EnrollmentStatus.Completed, Grade = e.Grade },
            GradeChangedEvent e => state with { Grade = e.Grade },
            _ => state,
        };
    }

    /// <summary>Enrolls the student without waiting.</summary>
    /// <returns>Why not; null when enrolled.</returns>
    public Refusal? Enroll(EnrollmentId id, CourseId course, TermId term)
    {
        if (CheckFree(id) is { } refusal) return refusal;
        Raise(new StudentEnrolledEvent(id, id.Student, id.Section, course, term));
        return null;
    }

    /// <summary>Puts the student on the waitlist as part of a request.</summary>
    /// <returns>Why not; null when waitlisted.</returns>
    public Refusal? Wait(EnrollmentId id, CourseId course, TermId term, IReadOnlyList<SectionId> request, int position)
    {
        if (CheckFree(id) is { } refusal) return refusal;
        Raise(new StudentWaitlistedEvent(id, id.Student, id.Section, course, term, request, position));
        return null;
    }

    /// <summary>Gives the student who waits a seat.</summary>
    /// <returns>Why not; null when promoted.</returns>
    public Refusal? Promote()
    {
        if (!State.Exists || State.Status != EnrollmentStatus.Waitlisted) return NotEnrolled("does not wait");
        Raise(new StudentPromotedEvent(State.Id, State.Id.Student, State.Id.Section, State.Course, State.Term));
        return null;
    }

    /// <summary>Gives up the seat, or the place in the waitlist.</summary>
    /// <returns>Why not; null when dropped.</returns>
    public Refusal? Drop()
    {
        if (State.Exists && State.Status == EnrollmentStatus.Completed) return Graded("It can no longer be dropped.");
        if (!State.IsActive) return NotEnrolled("has no seat and does not wait");
        var waited = State.Status == EnrollmentStatus.Waitlisted;
        Raise(new EnrollmentDroppedEvent(State.Id, State.Id.Student, State.Id.Section, State.Course, State.Term, waited));
        return null;
    }

    /// <summary>Gives the grade, once.</summary>
    /// <returns>Why not; null when graded.</returns>
    public Refusal? AssignGrade(Grade grade, bool passed)
    {
        if (grade.IsDefault) return DefinitionChecks.Invalid("grade", "The grade is empty.");
        if (State.Exists && State.Status == EnrollmentStatus.Completed) return Graded("Change the grade with a reason instead.");
        if (!State.Exists || State.Status != EnrollmentStatus.Enrolled) return NotEnrolled("is not enrolled");
        Raise(new GradeAssignedEvent(State.Id, State.Id.Student, State.Id.Section, State.Course, State.Term, grade, passed));
        return null;
    }

    /// <summary>Corrects the grade.</summary>
    /// <returns>Why not; null when it is so.</returns>
    public Refusal? ChangeGrade(Grade grade, bool passed, string reason)
    {
        if (grade.IsDefault) return DefinitionChecks.Invalid("grade", "The grade is empty.");
        if (DefinitionChecks.Text("reason", reason) is { } refusal) return refusal;
        if (!State.Exists || State.Grade is not { } previous)
            return new Refusal(RefusalCodes.NotGraded, "The enrollment has no grade that could be changed. Assign one.");
        Raise(new GradeChangedEvent(State.Id, State.Id.Student, State.Id.Section, State.Course, State.Term, grade, passed, previous, reason));
        return null;
    }

    private Refusal? CheckFree(EnrollmentId id) => State.Exists && State.Status != EnrollmentStatus.Dropped
        ? new Refusal(RefusalCodes.DuplicateEnrollment, $"Enrollment {id} is active already.") { Section = id.Section }
        : null;

    private static Refusal Graded(string consequence) => new(RefusalCodes.AlreadyGraded, $"The enrollment has a grade. {consequence}");

    private static Refusal NotEnrolled(string how) => new(RefusalCodes.NotEnrolled, $"The student {how} in this section.");
}
