using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>Finds the result of a command that was carried out before under the same commit id.</summary>
internal sealed class RepeatedExchange(EnrollmentSession session, ExchangeCommand command, CommitId commit, IReadOnlyList<EventEnvelope> stored)
{
    public async Task<EnrollmentResult> ReadAsync()
    {
        var removed = stored.Select(e => e.Event).OfType<TermSectionRemovedEvent>().Select(e => e.SectionId).ToArray();
        var added = stored.Select(e => e.Event).OfType<TermSectionAddedEvent>().Select(e => e.SectionId).ToArray();
        var awaited = stored.Select(e => e.Event).OfType<TermSectionAwaitedEvent>().Select(e => e.SectionId).ToArray();
        if (!IsSame(removed, [.. added, .. awaited]) || (awaited.Length > 0 && !command.MayWait)) return EnrollmentResult.Reused(commit);

        var views = new List<EnrollmentView>();
        var position = stored[^1].Position;
        foreach (var section in removed.Concat(command.Ask))
        {
            var enrollment = await session.EnrollmentAsync(new EnrollmentId(command.Student, section)).ConfigureAwait(false);
            var last = session.StoredBy(commit, enrollment)[^1];
            if (last.Position > position) position = last.Position;
            views.Add(session.At(enrollment, commit).ToView() with { WaitlistPosition = (last.Event as StudentWaitlistedEvent)?.Position });
        }

        return new EnrollmentResult
        {
            Outcome = awaited.Length > 0 ? EnrollmentOutcome.Waitlisted : EnrollmentOutcome.Done,
            Enrollments = views,
            Version = command.GiveUp.Count == 0 ? stored[^1].Version : removed.Length == 1 ? views[0].Version : null,
            Position = position,
            IsRepeated = true,
        };
    }

    // Giving up one section of a waiting request gives up all of it, so more may have been removed than was named.
    private bool IsSame(SectionId[] removed, SectionId[] taken) =>
        taken.ToHashSet().SetEquals(command.Ask)
        && command.GiveUp.Count > 0 == removed.Length > 0
        && command.GiveUp.All(id => removed.Contains(id.Section));
}
