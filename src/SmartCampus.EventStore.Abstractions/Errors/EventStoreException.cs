namespace SmartCampus.Events;

/// <summary>The root of all errors of event stores. Misuse throws <see cref="ArgumentException"/> and its kin instead.</summary>
public abstract class EventStoreException : Exception
{
    private protected EventStoreException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
