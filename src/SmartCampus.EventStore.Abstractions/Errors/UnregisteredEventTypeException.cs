namespace SmartCampus.Events;

/// <summary>An event's CLR type has no stored name; nothing was written.</summary>
public sealed class UnregisteredEventTypeException(Type type)
    : EventStoreException($"{type} is not registered as an event type. Add it to the EventTypes that the store was made with.")
{
    /// <summary>The type.</summary>
    public Type Type { get; } = type;
}
