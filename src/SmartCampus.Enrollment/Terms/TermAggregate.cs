using SmartCampus.Events;

namespace SmartCampus.Enrollments;

/// <summary>A term.</summary>
public sealed class TermAggregate : Aggregate<TermAggregate, TermState>, IAggregate<TermAggregate, TermState>
{
    private TermAggregate(StreamId id) : base(id)
    {
    }

    /// <inheritdoc/>
    public static TermState Initial { get; } = new(Exists: false, default, default);

    /// <inheritdoc/>
    public static SnapshotSchema<TermState>? Snapshots => null;

    /// <inheritdoc/>
    public static TermAggregate Create(StreamId id) => new(id);

    /// <inheritdoc/>
    public static TermState Evolve(TermState state, object @event) => @event switch
    {
        TermOpenedEvent e => state with { Exists = true, RegistrationOpens = e.RegistrationOpens, RegistrationCloses = e.RegistrationCloses },
        RegistrationWindowChangedEvent e => state with { RegistrationOpens = e.RegistrationOpens, RegistrationCloses = e.RegistrationCloses },
        TermScheduledEvent e => state with { FirstDay = e.FirstDay },
        _ => state,
    };

    /// <summary>Opens the term, or moves its registration window or its first day. The same again changes nothing.</summary>
    /// <returns>Why not; null when it is so.</returns>
    public Refusal? Open(TermDefinition term)
    {
        ArgumentNullException.ThrowIfNull(term);
        if (DefinitionChecks.Check(term) is { } refusal) return refusal;
        if (!State.Exists)
            Raise(new TermOpenedEvent(term.Id, term.RegistrationOpens, term.RegistrationCloses));
        else if (term.RegistrationOpens != State.RegistrationOpens || term.RegistrationCloses != State.RegistrationCloses)
            Raise(new RegistrationWindowChangedEvent(term.Id, term.RegistrationOpens, term.RegistrationCloses));
        if (term.FirstDay is { } firstDay && firstDay != State.FirstDay) Raise(new TermScheduledEvent(term.Id, firstDay));
        return null;
    }
}
