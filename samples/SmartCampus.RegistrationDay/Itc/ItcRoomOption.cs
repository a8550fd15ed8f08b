namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A room that a class may meet in.</summary>
/// <param name="RoomId">The number of the room.</param>
/// <param name="Penalty">What choosing it costs, 0 or more.</param>
public sealed record ItcRoomOption(int RoomId, int Penalty);
