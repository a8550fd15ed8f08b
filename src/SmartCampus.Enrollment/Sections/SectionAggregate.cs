using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>A section: the boundary within which its capacity holds.</summary>
/// <remarks>
/// <see cref="Open"/> refuses bad input. The other methods carry out what was decided on this and other aggregates; they throw when it
/// does not fit, so that no decision, however old, overfills a section or seats a student twice.
/// </remarks>
public sealed class SectionAggregate : Aggregate<SectionAggregate, SectionState>, IAggregate<SectionAggregate, SectionState>
{
    private SectionAggregate(StreamId id) : base(id)
    {
    }

    /// <inheritdoc/>
    public static SectionState Initial { get; } = new();

    /// <inheritdoc/>
    public static SnapshotSchema<SectionState>? Snapshots { get; } = new("section-1", EnrollmentStateJson.Default.SectionState);

    /// <inheritdoc/>
    public static SectionAggregate Create(StreamId id) => new(id);

    /// <inheritdoc/>
    public static SectionState Evolve(SectionState state, object @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        return @event switch
        {
            SectionOpenedEvent e => new SectionState
            {
                Id = e.SectionId,
                Course = e.CourseId,
                Term = e.Term,
                Capacity = e.Capacity,
                Meetings = e.Meetings,
                Title = e.Title,
                Credits = e.Credits,
                Prerequisites = e.Prerequisites,
            },
            SeatTakenEvent e => state with { Seated = state.Seated.Add(e.StudentId) },
            SeatReleasedEvent e => state with { Seated = state.Seated.Remove(e.StudentId) },
            WaitlistJoinedEvent e => state with { Waitlist = state.Waitlist.Add(new WaitlistEntry(e.StudentId, e.Request)) },
            WaitlistLeftEvent e => state with { Waitlist = state.Waitlist.RemoveAll(w => w.Student == e.StudentId) },
            _ => state,
        };
    }

    /// <summary>Opens the section. Opening the same again changes nothing.</summary>
    /// <param name="section">The section.</param>
    /// <param name="course">Its course.</param>
    /// <returns>Why not; null when it is open.</returns>
    public Refusal? Open(SectionDefinition section, CourseDefinition course)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(course);
        if (State.Exists) return IsSame(section) ? null : DefinitionChecks.Exists($"Section {section.Id}");
        if (DefinitionChecks.Check(section) is { } refusal) return refusal;
        Raise(new SectionOpenedEvent(
            section.Id, section.Course, section.Term, section.Capacity, section.Meetings, course.Title, course.Credits, course.Prerequisites));
        return null;
    }

    /// <summary>Takes a seat; a student who waited waits no more.</summary>
    /// <exception cref="StaleDecisionException">No seat is free, or the student has one.</exception>
    public void TakeSeat(StudentId student)
    {
        if (State.SeatsLeft <= 0) throw new StaleDecisionException($"Section {State.Id} has no free seat.");
        if (State.Seated.Contains(student)) throw new StaleDecisionException($"Student {student} has a seat in section {State.Id}.");
        if (State.PositionOf(student) is not null) Raise(new WaitlistLeftEvent(State.Id, student));
        Raise(new SeatTakenEvent(State.Id, student));
    }

    /// <summary>Frees a student's seat.</summary>
    /// <exception cref="StaleDecisionException">The student has none.</exception>
    public void ReleaseSeat(StudentId student)
    {
        if (!State.Seated.Contains(student)) throw new StaleDecisionException($"Student {student} has no seat in section {State.Id}.");
        Raise(new SeatReleasedEvent(State.Id, student));
    }

    /// <summary>Takes the last place of the waitlist.</summary>
    /// <exception cref="StaleDecisionException">The student has a seat, or waits.</exception>
    public void JoinWaitlist(StudentId student, IReadOnlyList<SectionId> request)
    {
        if (State.Seated.Contains(student) || State.PositionOf(student) is not null)
            throw new StaleDecisionException($"Student {student} is in section {State.Id} or waits for it.");
        Raise(new WaitlistJoinedEvent(State.Id, student, request));
    }

    /// <summary>Leaves the waitlist.</summary>
    /// <exception cref="StaleDecisionException">The student does not wait.</exception>
    public void LeaveWaitlist(StudentId student)
    {
        if (State.PositionOf(student) is null) throw new StaleDecisionException($"Student {student} does not wait for section {State.Id}.");
        Raise(new WaitlistLeftEvent(State.Id, student));
    }

    private bool IsSame(SectionDefinition section) =>
        section.Course == State.Course && section.Term == State.Term && section.Capacity == State.Capacity && section.Meetings.Equals(State.Meetings);
}
