using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>A student with holds and transcript: the boundary within which prerequisites hold.</summary>
public sealed class StudentAggregate : Aggregate<StudentAggregate, StudentState>, IAggregate<StudentAggregate, StudentState>
{
    private StudentAggregate(StreamId id) : base(id)
    {
    }

    /// <inheritdoc/>
    public static StudentState Initial { get; } = new();

    /// <inheritdoc/>
    public static SnapshotSchema<StudentState>? Snapshots => null;

    /// <inheritdoc/>
    public static StudentAggregate Create(StreamId id) => new(id);

    /// <inheritdoc/>
    public static StudentState Evolve(StudentState state, object @event)
    {
        ArgumentNullException.ThrowIfNull(state);
        return @event switch
        {
            StudentRegisteredEvent e => state with { Id = e.StudentId, Name = e.Name },
            HoldPlacedEvent e => state with { Holds = state.Holds.SetItem(e.Hold, e.Reason) },
            HoldLiftedEvent e => state with { Holds = state.Holds.Remove(e.Hold) },
            CourseGradedEvent e => state with { Transcript = state.Transcript.SetItem(e.EnrollmentId, new TranscriptEntry(e.CourseId, e.Grade, e.Passed)) },
            _ => state,
        };
    }

    /// <summary>Registers the student. Registering the same again changes nothing.</summary>
    /// <returns>Why not; null when registered.</returns>
    public Refusal? Register(StudentDefinition student)
    {
        ArgumentNullException.ThrowIfNull(student);
        if (State.Exists) return State.Name == student.Name ? null : DefinitionChecks.Exists($"Student {student.Id}");
        if (DefinitionChecks.Check(student) is { } refusal) return refusal;
        Raise(new StudentRegisteredEvent(student.Id, student.Name));
        return null;
    }

    /// <summary>Places a hold. One that is there stays as it is.</summary>
    /// <returns>Why not; null when it is there.</returns>
    public Refusal? PlaceHold(string hold, string reason)
    {
        if ((DefinitionChecks.Text("hold", hold) ?? DefinitionChecks.Text("reason", reason)) is { } refusal) return refusal;
        if (!State.Holds.ContainsKey(hold)) Raise(new HoldPlacedEvent(State.Id, hold, reason));
        return null;
    }

    /// <summary>Lifts a hold.</summary>
    /// <returns>Why not; null when it is lifted.</returns>
    public Refusal? LiftHold(string hold)
    {
        if (DefinitionChecks.Text("hold", hold) is { } refusal) return refusal;
        if (!State.Holds.ContainsKey(hold)) return DefinitionChecks.NotFound($"The hold '{hold}' of student {State.Id}");
        Raise(new HoldLiftedEvent(State.Id, hold));
        return null;
    }

    /// <summary>Enters a grade into the transcript.</summary>
    public void Grade(CourseId course, EnrollmentId enrollment, Grade grade, bool passed) =>
        Raise(new CourseGradedEvent(State.Id, course, enrollment, grade, passed));

    /// <summary>Remembers that seats are taken on the strength of the transcript, so that a racing change of a grade is noticed.</summary>
    public void ApplyPrerequisites(IReadOnlyList<SectionId> sections) => Raise(new PrerequisitesAppliedEvent(State.Id, sections));
}
