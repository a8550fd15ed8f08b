namespace SmartCampus.Scheduling;

/// <summary>A time and a room that a section may be given, by their places in the section's options.</summary>
/// <param name="Time">The place among the times.</param>
/// <param name="Option">The place among the room options; -1 when no room is needed.</param>
/// <param name="Room">The place of the room in the problem; -1 when no room is needed.</param>
/// <param name="Penalty">What both cost.</param>
internal readonly record struct Choice(int Time, int Option, int Room, int Penalty);
