namespace SmartCampus.Events.Worker;

/// <summary>The other event of these tests.</summary>
public sealed record SeatFreed(string Student);
