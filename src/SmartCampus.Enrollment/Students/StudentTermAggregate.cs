using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>What a student is in during a term: the boundary within which duplicates, clashes and credits hold.</summary>
/// <remarks>The methods carry out what was decided on this and other aggregates; they throw when it does not fit.</remarks>
public sealed class StudentTermAggregate : Aggregate<StudentTermAggregate, StudentTermState>, IAggregate<StudentTermAggregate, StudentTermState>
{
    private StudentTermAggregate(StreamId id) : base(id)
    {
    }

    /// <inheritdoc/>
    public static StudentTermState Initial { get; } = new(System.Collections.Immutable.ImmutableDictionary<SectionId, TermEntry>.Empty);

    /// <inheritdoc/>
    public static SnapshotSchema<StudentTermState>? Snapshots => null;

    /// <inheritdoc/>
    public static StudentTermAggregate Create(StreamId id) => new(id);

    /// <inheritdoc/>
    public static StudentTermState Evolve(StudentTermState state, object @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        return @event switch
        {
            TermSectionAddedEvent e => Set(new TermEntry(e.SectionId, TermEntryStatus.Enrolled) { Course = e.CourseId, Credits = e.Credits, Meetings = e.Meetings }),
            TermSectionAwaitedEvent e => Set(new TermEntry(e.SectionId, TermEntryStatus.Waitlisted) { Request = e.Request }),
            TermSectionRemovedEvent e => Set(new TermEntry(e.SectionId, TermEntryStatus.Left)),
            _ => state,
        };

        StudentTermState Set(TermEntry entry) => new(state.Entries.SetItem(entry.Section, entry));
    }

    /// <summary>Adds a section, also one that the student waits for.</summary>
    /// <exception cref="StaleDecisionException">The student is in it.</exception>
    public void Add(StudentId student, SectionState section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (StatusOf(section.Id) == TermEntryStatus.Enrolled) throw new StaleDecisionException($"Student {student} is in section {section.Id}.");
        Raise(new TermSectionAddedEvent(student, section.Term, section.Id, section.Course, section.Credits, section.Meetings));
    }

    /// <summary>Waits for a section as part of a request.</summary>
    /// <exception cref="StaleDecisionException">The student is in it or waits for it.</exception>
    public void Await(StudentId student, SectionState section, IReadOnlyList<SectionId> request)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (StatusOf(section.Id) is TermEntryStatus.Enrolled or TermEntryStatus.Waitlisted)
            throw new StaleDecisionException($"Student {student} is in section {section.Id} or waits for it.");
        Raise(new TermSectionAwaitedEvent(student, section.Term, section.Id, request));
    }

    /// <summary>Leaves a section or its waitlist.</summary>
    /// <exception cref="StaleDecisionException">The student is not in it and does not wait for it.</exception>
    public void Remove(StudentId student, SectionState section)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (StatusOf(section.Id) is null or TermEntryStatus.Left)
            throw new StaleDecisionException($"Student {student} is not in section {section.Id} and does not wait for it.");
        Raise(new TermSectionRemovedEvent(student, section.Term, section.Id));
    }

    private TermEntryStatus? StatusOf(SectionId section) => State.Entries.TryGetValue(section, out var entry) ? entry.Status : null;
}
