namespace SmartCampus.Enrollments;

/// <summary>Finds the first waiting request of a section that fits by now.</summary>
internal sealed class Waitlists(EnrollmentSession session, EnrollmentOptions options, TimeProvider time)
{
    /// <summary>Gives the first entry whose sections all have a free seat and whose policies all hold; null when there is none.</summary>
    public async Task<WaitlistEntry?> FindFirstAsync(SectionAggregate section)
    {
        if (section.State.SeatsLeft <= 0) return null;
        foreach (var entry in section.State.Waitlist)
        {
            if (await FitsAsync(entry).ConfigureAwait(false)) return entry;
        }

        return null;
    }

    /// <summary>Gives the entry its seats.</summary>
    public async Task<IReadOnlyList<EnrollmentView>> PromoteAsync(WaitlistEntry entry)
    {
        var sections = await session.SectionsAsync(entry.Request).ConfigureAwait(false);
        var student = await session.StudentAsync(entry.Student).ConfigureAwait(false);
        var studentTerm = await session.StudentTermAsync(entry.Student, sections[0].State.Term).ConfigureAwait(false);
        return await new Seating(session, student, studentTerm).PromoteAsync(sections).ConfigureAwait(false);
    }

    // Seats first: they are cheap to look at, and mostly what is lacking.
    private async Task<bool> FitsAsync(WaitlistEntry entry)
    {
        foreach (var id in entry.Request)
        {
            if ((await session.SectionAsync(id).ConfigureAwait(false)).State.SeatsLeft <= 0) return false;
        }

        var sections = (await session.SectionsAsync(entry.Request).ConfigureAwait(false)).Select(section => section.State).ToArray();
        var student = await session.StudentAsync(entry.Student).ConfigureAwait(false);
        var term = await session.TermAsync(sections[0].Term).ConfigureAwait(false);
        var studentTerm = await session.StudentTermAsync(entry.Student, sections[0].Term).ConfigureAwait(false);
        var request = new EnrollmentCase(
            student.State, studentTerm.State.Without(entry.Request), term.State, sections, time.GetUtcNow(), options.CreditLimit);
        return options.EffectivePolicies.Check(request).Count == 0;
    }
}
