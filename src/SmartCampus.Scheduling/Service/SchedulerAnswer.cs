using SmartCampus.Events;

namespace SmartCampus.Scheduling;

/// <summary>What a query found, and how far the scheduler had come.</summary>
/// <remarks>
/// Rooms and bookings are as of <see cref="Position"/>. Timetables of students and conflicts follow from what others stored: they contain
/// what follows from every event up to <see cref="Followed"/>, and perhaps from some after it.
/// </remarks>
/// <param name="Value">The result.</param>
/// <param name="Position">The model contains every event of the store up to here, and none after it.</param>
public readonly record struct SchedulerAnswer<T>(T Value, GlobalPosition Position)
{
    /// <summary>Up to where <see cref="EnrollmentEventSubscriber"/> had handled the events of the store; null when the service was given no checkpoints.</summary>
    public GlobalPosition? Followed { get; init; }

    /// <summary>
    /// The distance from <see cref="Followed"/> to <see cref="Position"/>: 0 when nothing is left to follow, otherwise at least the number of
    /// events that are, because positions have gaps; null when the service was given no checkpoints.
    /// </summary>
    public long? Lag => Followed is { } followed ? Math.Max(0, Position.Value - followed.Value) : null;
}
