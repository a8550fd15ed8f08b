namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>Adds a course. Adding the same again changes nothing and is a success.</summary>
    public Task<EnrollmentResult> AddCourseAsync(CourseDefinition course, CommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(course);
        options ??= CommandOptions.Default;
        return RunAsync("add_course", options, async (session, _) =>
        {
            if (DefinitionChecks.Check(course) is { } invalid) return EnrollmentResult.Refused(invalid);
            foreach (var prerequisite in course.Prerequisites)
            {
                var known = await session.CourseAsync(prerequisite).ConfigureAwait(false);
                if (known.State.Definition is null) return EnrollmentResult.Refused(DefinitionChecks.NotFound($"Course {prerequisite}"));
            }

            var aggregate = await session.CourseAsync(course.Id).ConfigureAwait(false);
            return CheckVersion(options, aggregate) ?? Conclude(aggregate.Add(course), aggregate);
        }, cancellationToken);
    }

    /// <summary>Opens a term, or moves its registration window or its first day. The same again changes nothing and is a success.</summary>
    public Task<EnrollmentResult> OpenTermAsync(TermDefinition term, CommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(term);
        options ??= CommandOptions.Default;
        return RunAsync("open_term", options, async (session, _) =>
        {
            if (DefinitionChecks.Check(term) is { } invalid) return EnrollmentResult.Refused(invalid);
            var aggregate = await session.TermAsync(term.Id).ConfigureAwait(false);
            return CheckVersion(options, aggregate) ?? Conclude(aggregate.Open(term), aggregate);
        }, cancellationToken);
    }

    /// <summary>Opens a section. Opening the same again changes nothing and is a success.</summary>
    public Task<EnrollmentResult> OpenSectionAsync(SectionDefinition section, CommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(section);
        options ??= CommandOptions.Default;
        return RunAsync("open_section", options, async (session, _) =>
        {
            if (DefinitionChecks.Check(section) is { } invalid) return EnrollmentResult.Refused(invalid);
            var course = await session.CourseAsync(section.Course).ConfigureAwait(false);
            var term = await session.TermAsync(section.Term).ConfigureAwait(false);
            if (course.State.Definition is not { } definition) return EnrollmentResult.Refused(DefinitionChecks.NotFound($"Course {section.Course}"));
            if (!term.State.Exists) return EnrollmentResult.Refused(DefinitionChecks.NotFound($"Term {section.Term}"));
            var aggregate = await session.SectionAsync(section.Id).ConfigureAwait(false);
            return CheckVersion(options, aggregate) ?? Conclude(aggregate.Open(section, definition), aggregate);
        }, cancellationToken);
    }

    /// <summary>Registers a student. Registering the same again changes nothing and is a success.</summary>
    public Task<EnrollmentResult> RegisterStudentAsync(StudentDefinition student, CommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(student);
        options ??= CommandOptions.Default;
        return RunAsync("register_student", options, async (session, _) =>
        {
            if (DefinitionChecks.Check(student) is { } invalid) return EnrollmentResult.Refused(invalid);
            var aggregate = await session.StudentAsync(student.Id).ConfigureAwait(false);
            return CheckVersion(options, aggregate) ?? Conclude(aggregate.Register(student), aggregate);
        }, cancellationToken);
    }

    /// <summary>Places a hold: the student cannot enroll, nor be promoted, until it is lifted. Placing it again changes nothing and is a success.</summary>
    public Task<EnrollmentResult> PlaceHoldAsync(StudentId student, string hold, string reason, CommandOptions? options = null, CancellationToken cancellationToken = default) =>
        ChangeStudentAsync("place_hold", student, aggregate => aggregate.PlaceHold(hold, reason), options, cancellationToken);

    /// <summary>Lifts a hold.</summary>
    public Task<EnrollmentResult> LiftHoldAsync(StudentId student, string hold, CommandOptions? options = null, CancellationToken cancellationToken = default) =>
        ChangeStudentAsync("lift_hold", student, aggregate => aggregate.LiftHold(hold), options, cancellationToken);

    private Task<EnrollmentResult> ChangeStudentAsync(
        string command, StudentId student, Func<StudentAggregate, Refusal?> change, CommandOptions? options, CancellationToken cancellationToken)
    {
        options ??= CommandOptions.Default;
        return RunAsync(command, options, async (session, _) =>
        {
            if (student.IsDefault) return EnrollmentResult.Refused(DefinitionChecks.Invalid("student_id", "A student id is needed."));
            var aggregate = await session.StudentAsync(student).ConfigureAwait(false);
            if (!aggregate.State.Exists) return EnrollmentResult.Refused(DefinitionChecks.NotFound($"Student {student}"));
            return CheckVersion(options, aggregate) ?? Conclude(change(aggregate), aggregate);
        }, cancellationToken);
    }

    private static EnrollmentResult Conclude(Refusal? refusal, SmartCampus.Events.Aggregate aggregate) =>
        refusal is null ? EnrollmentResult.Done(aggregate.NextVersion()) : EnrollmentResult.Refused(refusal);
}
