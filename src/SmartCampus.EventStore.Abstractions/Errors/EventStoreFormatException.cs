namespace SmartCampus.Events;

/// <summary>What was opened is no event store, or one of a newer version, or misses a part; it was left as it is.</summary>
public sealed class EventStoreFormatException(string message, Exception? innerException = null) : EventStoreException(message, innerException);
