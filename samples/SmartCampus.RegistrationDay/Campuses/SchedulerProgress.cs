namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>How far the scheduler has followed the store.</summary>
/// <param name="Position">It has handled every event up to here.</param>
/// <param name="Lag">How many positions the store is ahead; 0 when nothing is left.</param>
public sealed record SchedulerProgress(long Position, long Lag);
