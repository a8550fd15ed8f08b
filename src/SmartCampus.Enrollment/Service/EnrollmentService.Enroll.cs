namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>Enrolls a student in one or several sections of one term, all or none; or puts the whole request on the waitlist when only seats are lacking.</summary>
    /// <param name="student">The student.</param>
    /// <param name="sections">The sections, each once.</param>
    /// <param name="whenFull">What becomes of the request when only seats are lacking; it waits by default.</param>
    /// <param name="options">Commit id, expected version of the student's term, metadata, tokens.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, waitlisted, or every reason why not.</returns>
    public Task<EnrollmentResult> EnrollAsync(
        StudentId student, IReadOnlyList<SectionId> sections, WhenFull whenFull = WhenFull.Wait, CommandOptions? options = null,
        CancellationToken cancellationToken = default) =>
        ExchangeAsync("enroll", ToCommand(student, sections, whenFull), options, cancellationToken);

    /// <summary>Says what <see cref="EnrollAsync"/> would answer now, with every reason, and writes nothing.</summary>
    public async Task<EnrollmentResult> ValidateAsync(
        StudentId student, IReadOnlyList<SectionId> sections, WhenFull whenFull = WhenFull.Wait, CancellationToken cancellationToken = default)
    {
        var command = ToCommand(student, sections, whenFull);
        var result = EnrollmentResult.Refused(command.FindErrors(_options));
        if (result.Refusals.Count == 0)
        {
            var exchange = new Exchange(new EnrollmentSession(_repository, cancellationToken), command, _options, _time);
            result = await exchange.LoadAsync().ConfigureAwait(false) ?? await exchange.DecideAsync().ConfigureAwait(false);
            result = result with { Enrollments = [], Version = null };
        }

        _metrics.Command("validate", result.Outcome);
        return result;
    }

    private ExchangeCommand ToCommand(StudentId student, IReadOnlyList<SectionId> sections, WhenFull whenFull)
    {
        ArgumentNullException.ThrowIfNull(sections);
        return new ExchangeCommand(student, [], sections) { NeedsSections = true, MayWait = _options.Waitlist && whenFull == WhenFull.Wait };
    }
}
