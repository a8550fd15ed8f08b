namespace SmartCampus.Events;

/// <summary>An event that a consumer group could not handle, or that waits behind such an event of its stream.</summary>
/// <param name="Group">The consumer group.</param>
/// <param name="Stream">The event's stream, parked until the letter is retried or removed.</param>
/// <param name="Position">The event's position.</param>
/// <param name="EventType">The event's stored type name.</param>
/// <param name="Reason">What went wrong, for people.</param>
/// <param name="Attempts">How often it was tried; 0 for an event that only waits behind another.</param>
/// <param name="FailedAt">When it was put aside, in UTC.</param>
public sealed record DeadLetter(
    string Group, StreamId Stream, GlobalPosition Position, string EventType, string Reason, int Attempts, DateTimeOffset FailedAt);
