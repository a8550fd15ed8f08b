using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>One try of an <see cref="ExchangeCommand"/>: reads what it touches, decides, and lets the aggregates raise what follows.</summary>
internal sealed class Exchange(EnrollmentSession session, ExchangeCommand command, EnrollmentOptions options, TimeProvider time)
{
    private StudentAggregate _student = null!;
    private TermAggregate _term = null!;
    private IReadOnlyList<SectionAggregate> _asked = [];
    private IReadOnlyList<SectionAggregate> _left = [];

    public StudentTermAggregate StudentTerm { get; private set; } = null!;

    /// <summary>The sections asked for that have a free seat although somebody waits.</summary>
    public IEnumerable<SectionAggregate> Contested => _asked.Where(section => section.State.SeatsLeft > 0 && !section.State.Waitlist.IsEmpty);

    /// <summary>Reads everything; gives the result when something is missing.</summary>
    public async Task<EnrollmentResult?> LoadAsync()
    {
        _asked = await session.SectionsAsync(command.Ask).ConfigureAwait(false);
        _left = await session.SectionsAsync([.. command.GiveUp.Select(id => id.Section)]).ConfigureAwait(false);
        _student = await session.StudentAsync(command.Student).ConfigureAwait(false);
        var missing = FindMissing();
        if (missing.Count > 0) return EnrollmentResult.Refused(missing);

        var terms = _asked.Concat(_left).Select(section => section.State.Term).Distinct().ToArray();
        if (terms.Length > 1) return EnrollmentResult.Refused(DefinitionChecks.Invalid("section_ids", $"The sections are of different terms: {string.Join(", ", terms)}."));
        _term = await session.TermAsync(terms[0]).ConfigureAwait(false);
        StudentTerm = await session.StudentTermAsync(command.Student, terms[0]).ConfigureAwait(false);
        return null;
    }

    /// <summary>Whether what the caller has seen is still so; gives the result when not.</summary>
    public async Task<EnrollmentResult?> CheckVersionAsync(StreamVersion? expected)
    {
        if (expected is not { } version) return null;
        if (command.GiveUp.Count == 0) return version == StudentTerm.Version ? null : EnrollmentResult.Conflict(version, StudentTerm.Version);
        foreach (var id in command.GiveUp)
        {
            var enrollment = await session.EnrollmentAsync(id).ConfigureAwait(false);
            if (enrollment.State.Exists && version != enrollment.Version) return EnrollmentResult.Conflict(version, enrollment.Version);
        }

        return null;
    }

    /// <summary>Decides and raises: a result that is no success leaves the session worthless.</summary>
    public async Task<EnrollmentResult> DecideAsync()
    {
        var dropped = new List<EnrollmentView>();
        var refusals = new List<Refusal>();
        await GiveUpAsync(dropped, refusals).ConfigureAwait(false);

        var sections = _asked.Select(section => section.State).ToArray();
        var violations = sections.Length == 0
            ? []
            : options.EffectivePolicies.Check(new EnrollmentCase(_student.State, StudentTerm.State, _term.State, sections, time.GetUtcNow(), options.CreditLimit));
        refusals.AddRange(violations);
        var waits = command.MayWait && refusals.Count > 0 && refusals.All(r => r.Code == RefusalCodes.SectionFull);
        if (refusals.Count > 0 && !waits) return EnrollmentResult.Refused(refusals);

        var seating = new Seating(session, _student, StudentTerm);
        var taken = waits
            ? await seating.WaitAsync(_asked).ConfigureAwait(false)
            : await seating.EnrollAsync(_asked).ConfigureAwait(false);
        return new EnrollmentResult
        {
            Outcome = waits ? EnrollmentOutcome.Waitlisted : EnrollmentOutcome.Done,
            Enrollments = [.. dropped, .. taken],
            Refusals = refusals,
            Version = command.GiveUp.Count == 0 ? StudentTerm.NextVersion() : dropped.Count == 1 ? dropped[0].Version : null,
        };
    }

    private async Task GiveUpAsync(List<EnrollmentView> dropped, List<Refusal> refusals)
    {
        foreach (var id in command.GiveUp)
        {
            if (dropped.Any(view => view.Id == id)) continue; // Withdrawn with the request of one before.
            var enrollment = await session.EnrollmentAsync(id).ConfigureAwait(false);
            if (!enrollment.State.Exists)
            {
                refusals.Add(DefinitionChecks.NotFound($"Enrollment {id}") with { Section = id.Section });
                continue;
            }

            IReadOnlyList<SectionId> sections = enrollment.State.Status == EnrollmentStatus.Waitlisted ? enrollment.State.Request : [id.Section];
            foreach (var section in await session.SectionsAsync(sections).ConfigureAwait(false))
            {
                var each = await session.EnrollmentAsync(new EnrollmentId(command.Student, section.State.Id)).ConfigureAwait(false);
                var waited = each.State.Status == EnrollmentStatus.Waitlisted;
                if (each.Drop() is { } refusal)
                {
                    refusals.Add(refusal with { Section = section.State.Id });
                    continue;
                }

                if (waited) section.LeaveWaitlist(command.Student);
                else section.ReleaseSeat(command.Student);
                StudentTerm.Remove(command.Student, section.State);
                dropped.Add(each.ToView());
            }
        }
    }

    private List<Refusal> FindMissing()
    {
        var missing = new List<Refusal>();
        if (!_student.State.Exists) missing.Add(DefinitionChecks.NotFound($"Student {command.Student}"));
        for (var i = 0; i < _asked.Count; i++)
        {
            if (!_asked[i].State.Exists) missing.Add(DefinitionChecks.NotFound($"Section {command.Ask[i]}") with { Section = command.Ask[i] });
        }

        for (var i = 0; i < _left.Count; i++)
        {
            if (!_left[i].State.Exists) missing.Add(DefinitionChecks.NotFound($"Enrollment {command.GiveUp[i]}") with { Section = command.GiveUp[i].Section });
        }

        return missing;
    }
}
