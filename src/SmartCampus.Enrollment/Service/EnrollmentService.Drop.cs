namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>
    /// Gives up an enrollment, and promotes whoever waited for the seat. Giving up one that waits withdraws its whole request.
    /// </summary>
    /// <param name="enrollment">The enrollment.</param>
    /// <param name="options">Commit id, expected version of the enrollment, metadata, tokens.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done with all enrollments given up and those promoted, or why not.</returns>
    public Task<EnrollmentResult> DropAsync(EnrollmentId enrollment, CommandOptions? options = null, CancellationToken cancellationToken = default) =>
        ExchangeAsync("drop", new ExchangeCommand(enrollment.Student, [enrollment], []) { NeedsEnrollments = true }, options, cancellationToken);

    /// <summary>
    /// Gives up enrollments and takes seats in other sections of the same term, all in one: when a seat is lacking or a policy is
    /// against it, nothing changes. It never waits, because the student would lose a seat for a place in a queue.
    /// </summary>
    /// <param name="drop">One or several enrollments of one student.</param>
    /// <param name="enroll">One or several other sections.</param>
    /// <param name="options">Commit id, expected version of each enrollment given up, metadata, tokens.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done, or every reason why not.</returns>
    public Task<EnrollmentResult> SwapAsync(
        IReadOnlyList<EnrollmentId> drop, IReadOnlyList<SectionId> enroll, CommandOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(drop);
        ArgumentNullException.ThrowIfNull(enroll);
        var student = drop.Count > 0 ? drop[0].Student : default;
        return ExchangeAsync("swap", new ExchangeCommand(student, drop, enroll) { NeedsEnrollments = true, NeedsSections = true }, options, cancellationToken);
    }
}
