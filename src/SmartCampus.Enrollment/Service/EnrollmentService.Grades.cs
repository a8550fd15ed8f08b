namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>Gives the grade of an enrollment, once: it is completed then.</summary>
    public Task<EnrollmentResult> AssignGradeAsync(EnrollmentId enrollment, Grade grade, CommandOptions? options = null, CancellationToken cancellationToken = default) =>
        GradeAsync("assign_grade", enrollment, grade, reason: null, options, cancellationToken);

    /// <summary>Corrects the grade of an enrollment.</summary>
    /// <param name="enrollment">The enrollment.</param>
    /// <param name="grade">The new grade.</param>
    /// <param name="reason">Why; not empty, at most 200 characters.</param>
    /// <param name="options">Commit id, expected version of the enrollment, metadata, tokens.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public Task<EnrollmentResult> ChangeGradeAsync(
        EnrollmentId enrollment, Grade grade, string reason, CommandOptions? options = null, CancellationToken cancellationToken = default) =>
        GradeAsync("change_grade", enrollment, grade, reason ?? "", options, cancellationToken);

    private Task<EnrollmentResult> GradeAsync(
        string command, EnrollmentId id, Grade grade, string? reason, CommandOptions? options, CancellationToken cancellationToken)
    {
        options ??= CommandOptions.Default;
        if (id.IsDefault)
            return RunAsync(command, options, (_, _) => Task.FromResult<EnrollmentResult?>(EnrollmentResult.Refused(DefinitionChecks.Invalid("enrollment_id", "An enrollment id is needed."))), cancellationToken);
        // Whoever grades holds the lock, in every mode: two graders of one enrollment are never what anybody wants.
        return _locks is null
            ? GradeLockedAsync(command, id, grade, reason, options, cancellationToken)
            : LockedAsync(_locks, command, [EnrollmentStreams.Of(id)], options, locked => GradeLockedAsync(command, id, grade, reason, locked, cancellationToken), cancellationToken);
    }

    private Task<EnrollmentResult> GradeLockedAsync(
        string command, EnrollmentId id, Grade grade, string? reason, CommandOptions options, CancellationToken cancellationToken) =>
        RunAsync(command, options, async (session, commit) =>
        {
            var enrollment = await session.EnrollmentAsync(id).ConfigureAwait(false);
            if (!enrollment.State.Exists) return EnrollmentResult.Refused(DefinitionChecks.NotFound($"Enrollment {id}"));
            if (session.StoredBy(commit, enrollment) is { Count: > 0 } stored) return RepeatGrade(session, enrollment, commit, stored[^1].Event, grade, reason);
            if (CheckVersion(options, enrollment) is { } conflict) return conflict;

            var passed = IsPassing(grade);
            var refusal = reason is null ? enrollment.AssignGrade(grade, passed) : enrollment.ChangeGrade(grade, passed, reason);
            if (refusal is not null) return EnrollmentResult.Refused(refusal);
            var student = await session.StudentAsync(id.Student).ConfigureAwait(false);
            student.Grade(enrollment.State.Course, id, grade, passed);
            return EnrollmentResult.Done(enrollment.NextVersion()) with { Enrollments = [enrollment.ToView()] };
        }, cancellationToken);

    private static EnrollmentResult RepeatGrade(
        EnrollmentSession session, EnrollmentAggregate enrollment, SmartCampus.Events.CommitId commit, object stored, Grade grade, string? reason)
    {
        var isSame = stored switch
        {
            GradeAssignedEvent e => reason is null && e.Grade == grade,
            GradeChangedEvent e => e.Reason == reason && e.Grade == grade,
            _ => false,
        };
        if (!isSame) return EnrollmentResult.Reused(commit);
        var then = session.At(enrollment, commit);
        return EnrollmentResult.Done(then.Version) with { Enrollments = [then.ToView()], IsRepeated = true };
    }
}
