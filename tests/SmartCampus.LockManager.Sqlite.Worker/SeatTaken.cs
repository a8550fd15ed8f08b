namespace SmartCampus.Locking.Worker;

/// <summary>The event of these tests.</summary>
public sealed record SeatTaken(string Student);
