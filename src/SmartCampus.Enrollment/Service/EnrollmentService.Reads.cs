using SmartCampus.Events;

namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>Gives a term.</summary>
    /// <returns>The term, or null when there is none.</returns>
    public async Task<TermDefinition?> FindTermAsync(TermId id, CancellationToken cancellationToken = default)
    {
        var term = (await _repository.LoadAsync<TermAggregate>(EnrollmentStreams.Of(id), upToVersion: null, cancellationToken).ConfigureAwait(false)).State;
        return term.Exists ? new TermDefinition(id, term.RegistrationOpens, term.RegistrationCloses, term.FirstDay) : null;
    }

    /// <summary>Gives an enrollment as it is now, with its place in the waitlist, or as it was at a version.</summary>
    /// <param name="id">The enrollment.</param>
    /// <param name="version">The version; null for now.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The enrollment, or null when there was none.</returns>
    public async Task<EnrollmentView?> GetEnrollmentAsync(EnrollmentId id, StreamVersion? version = null, CancellationToken cancellationToken = default)
    {
        var enrollment = await _repository.LoadAsync<EnrollmentAggregate>(EnrollmentStreams.Of(id), version, cancellationToken).ConfigureAwait(false);
        if (!enrollment.State.Exists || version > enrollment.Version) return null;
        return version is null ? await WithPositionAsync(enrollment, cancellationToken).ConfigureAwait(false) : enrollment.ToView();
    }

    /// <summary>Gives an enrollment as it was at a moment, by the store's clock.</summary>
    /// <param name="id">The enrollment.</param>
    /// <param name="at">The moment.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The enrollment, or null when there was none then.</returns>
    public async Task<EnrollmentView?> GetEnrollmentAtAsync(EnrollmentId id, DateTimeOffset at, CancellationToken cancellationToken = default)
    {
        var history = await GetHistoryAsync(id, cancellationToken).ConfigureAwait(false);
        // By order, not by time: a clock that was set back must not make the history stop early.
        return history.LastOrDefault(entry => entry.RecordedAt <= at)?.Enrollment;
    }

    /// <summary>Gives everything that happened to an enrollment, oldest first; nothing when it does not exist.</summary>
    public async Task<IReadOnlyList<EnrollmentHistoryEntry>> GetHistoryAsync(EnrollmentId id, CancellationToken cancellationToken = default)
    {
        var enrollment = EnrollmentAggregate.Create(EnrollmentStreams.Of(id));
        var history = new List<EnrollmentHistoryEntry>();
        await foreach (var envelope in _repository.Store.ReadStreamAsync(enrollment.Id, options: null, cancellationToken).ConfigureAwait(false))
        {
            enrollment.Apply(envelope);
            history.Add(new EnrollmentHistoryEntry((IEnrollmentEvent)envelope.Event, enrollment.ToView(), envelope.RecordedAt, envelope.Metadata));
        }

        return history;
    }

    /// <summary>Gives all enrollments of a student in a term from the streams themselves: nothing that was acknowledged is missing.</summary>
    /// <returns>The enrollments; none, at version 0, when the student never asked for anything in the term.</returns>
    public async Task<StudentTermView> GetEnrollmentsAsync(StudentId student, TermId term, CancellationToken cancellationToken = default)
    {
        var session = new EnrollmentSession(_repository, cancellationToken);
        var studentTerm = await session.StudentTermAsync(student, term).ConfigureAwait(false);
        var views = new List<EnrollmentView>();
        foreach (var section in studentTerm.State.Entries.Keys.OrderBy(id => id.Value, StringComparer.Ordinal))
        {
            var enrollment = await session.EnrollmentAsync(new EnrollmentId(student, section)).ConfigureAwait(false);
            views.Add(await WithPositionAsync(enrollment, cancellationToken).ConfigureAwait(false));
        }

        return new StudentTermView(student, term, studentTerm.Version, views);
    }

    private async Task<EnrollmentView> WithPositionAsync(EnrollmentAggregate enrollment, CancellationToken cancellationToken)
    {
        if (enrollment.State.Status != EnrollmentStatus.Waitlisted) return enrollment.ToView();
        var section = await _repository.LoadAsync<SectionAggregate>(EnrollmentStreams.Of(enrollment.State.Id.Section), upToVersion: null, cancellationToken).ConfigureAwait(false);
        return enrollment.ToView(section);
    }
}
