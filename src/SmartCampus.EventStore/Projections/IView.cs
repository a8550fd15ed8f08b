namespace SmartCampus.Events;

/// <summary>A read model: what events add up to, kept for queries.</summary>
/// <remarks>Needs no locks of its own: <see cref="Projection{TView}"/> lets nobody query it while an event is applied.</remarks>
public interface IView
{
    /// <summary>The CLR types of the events to apply; base types and interfaces count. What is not named is passed over, known or not.</summary>
    static abstract IReadOnlyCollection<Type> EventTypes { get; }

    /// <summary>Adds an event to the model. Called in the order of the store, once per event.</summary>
    void Apply(EventEnvelope envelope);
}
