namespace SmartCampus.Scheduling;

/// <summary>A room that a section may be given.</summary>
/// <param name="Room">The room; one of the problem's.</param>
/// <param name="Penalty">What choosing it costs, 0 or more.</param>
public sealed record RoomOption(RoomId Room, int Penalty);
