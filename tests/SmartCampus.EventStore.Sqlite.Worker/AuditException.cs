namespace SmartCampus.Events.Worker;

/// <summary>A promise of the store was broken.</summary>
public sealed class AuditException(string message) : Exception(message);
