namespace SmartCampus.Enrollments;

public sealed partial class EnrollmentService
{
    /// <summary>
    /// Promotes the waiting requests of a section that fit by now, in order. Drops and enrollments do this by themselves; call it after
    /// what they cannot see: a hold was lifted, a grade was given, a process died between a drop and its promotions.
    /// </summary>
    /// <param name="section">The section.</param>
    /// <param name="options">Metadata and tokens; a commit id or an expected version is not used.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Done with those promoted, possibly nobody; or not found.</returns>
    public Task<EnrollmentResult> PromoteAsync(SectionId section, CommandOptions? options = null, CancellationToken cancellationToken = default) =>
        section.IsDefault
            ? Task.FromResult(EnrollmentResult.Refused(DefinitionChecks.Invalid("section_id", "A section id is needed.")))
            : LockedAsync("promote", [EnrollmentStreams.Of(section)], options ?? CommandOptions.Default, locked => PromoteLockedAsync(section, locked, cancellationToken), cancellationToken);

    private async Task<EnrollmentResult> PromoteLockedAsync(SectionId section, CommandOptions options, CancellationToken cancellationToken)
    {
        var loaded = await new EnrollmentSession(_repository, cancellationToken).SectionAsync(section).ConfigureAwait(false);
        if (!loaded.State.Exists) return EnrollmentResult.Refused(DefinitionChecks.NotFound($"Section {section}") with { Section = section });
        var following = options with { CommitId = null, ExpectedVersion = null, Mode = ConcurrencyMode.Optimistic };
        var (promoted, conflicts) = await PromoteEachAsync([section], following, cancellationToken).ConfigureAwait(false);
        return new EnrollmentResult { Outcome = EnrollmentOutcome.Done, Promoted = promoted, ConflictsRetried = conflicts };
    }

    private async Task<(IReadOnlyList<EnrollmentView> Promoted, int Conflicts)> PromoteEachAsync(
        IReadOnlyList<SectionId> sections, CommandOptions options, CancellationToken cancellationToken)
    {
        var promoted = new List<EnrollmentView>();
        var conflicts = 0;
        foreach (var section in sections)
        {
            EnrollmentResult step;
            do
            {
                step = await PromoteFirstAsync(section, options, cancellationToken).ConfigureAwait(false);
                conflicts += step.ConflictsRetried;
                if (!step.IsSuccess || step.Enrollments.Count == 0) continue;
                promoted.AddRange(step.Enrollments);
                _metrics.Promotion();
            }
            while (step.IsSuccess && step.Enrollments.Count > 0);
        }

        return (promoted, conflicts);
    }

    private Task<EnrollmentResult> PromoteFirstAsync(SectionId id, CommandOptions options, CancellationToken cancellationToken) =>
        RunAsync("promote", options, async (session, _) =>
        {
            var waitlists = new Waitlists(session, _options, _time);
            var section = await session.SectionAsync(id).ConfigureAwait(false);
            IReadOnlyList<EnrollmentView> promoted = await waitlists.FindFirstAsync(section).ConfigureAwait(false) is { } entry
                ? await waitlists.PromoteAsync(entry).ConfigureAwait(false)
                : [];
            return new EnrollmentResult { Outcome = EnrollmentOutcome.Done, Enrollments = promoted };
        }, cancellationToken);
}
