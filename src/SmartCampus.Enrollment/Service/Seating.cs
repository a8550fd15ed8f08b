namespace SmartCampus.Enrollments;

/// <summary>Lets the aggregates of a student and some sections raise what follows from a decision.</summary>
internal sealed class Seating(EnrollmentSession session, StudentAggregate student, StudentTermAggregate studentTerm)
{
    private StudentId Student => student.State.Id;

    /// <summary>Takes a seat in each section, without waiting.</summary>
    public Task<IReadOnlyList<EnrollmentView>> EnrollAsync(IReadOnlyList<SectionAggregate> sections) =>
        SeatAsync(sections, (enrollment, id, section) => enrollment.Enroll(id, section.Course, section.Term));

    /// <summary>Takes a seat in each section for a student who waits.</summary>
    public Task<IReadOnlyList<EnrollmentView>> PromoteAsync(IReadOnlyList<SectionAggregate> sections) =>
        SeatAsync(sections, (enrollment, _, _) => enrollment.Promote());

    /// <summary>Takes the last place of each waitlist.</summary>
    public async Task<IReadOnlyList<EnrollmentView>> WaitAsync(IReadOnlyList<SectionAggregate> sections)
    {
        var views = new List<EnrollmentView>(sections.Count);
        SectionId[] request = [.. sections.Select(section => section.State.Id)];
        foreach (var section in sections)
        {
            var id = new EnrollmentId(Student, section.State.Id);
            var enrollment = await EnrollmentAsync(id).ConfigureAwait(false);
            section.JoinWaitlist(Student, request);
            studentTerm.Await(Student, section.State, request);
            Expect(enrollment.Wait(id, section.State.Course, section.State.Term, request, section.State.Waitlist.Count));
            views.Add(enrollment.ToView(section));
        }

        return views;
    }

    private async Task<IReadOnlyList<EnrollmentView>> SeatAsync(
        IReadOnlyList<SectionAggregate> sections, Func<EnrollmentAggregate, EnrollmentId, SectionState, Refusal?> seat)
    {
        var views = new List<EnrollmentView>(sections.Count);
        foreach (var section in sections)
        {
            var id = new EnrollmentId(Student, section.State.Id);
            var enrollment = await EnrollmentAsync(id).ConfigureAwait(false);
            section.TakeSeat(Student);
            studentTerm.Add(Student, section.State);
            Expect(seat(enrollment, id, section.State));
            views.Add(enrollment.ToView(section));
        }

        SectionId[] advanced = [.. sections.Where(section => section.State.Prerequisites.Count > 0).Select(section => section.State.Id)];
        if (advanced.Length > 0) student.ApplyPrerequisites(advanced);
        return views;
    }

    private ValueTask<EnrollmentAggregate> EnrollmentAsync(EnrollmentId id) =>
        studentTerm.State.Entries.ContainsKey(id.Section) ? session.EnrollmentAsync(id) : new(session.NewEnrollment(id));

    // The student's term and the enrollment change together: when they disagree, one was read before and one after such a change.
    private static void Expect(Refusal? refusal)
    {
        if (refusal is not null) throw new StaleDecisionException($"The student's term and the enrollment disagree: {refusal.Message}");
    }
}
