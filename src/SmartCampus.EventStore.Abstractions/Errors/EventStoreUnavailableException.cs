namespace SmartCampus.Events;

/// <summary>The store cannot do its work now (disk full, I/O error, locked by another, connection lost); what was asked was not done.</summary>
public sealed class EventStoreUnavailableException(string message, Exception? innerException = null) : EventStoreException(message, innerException);
