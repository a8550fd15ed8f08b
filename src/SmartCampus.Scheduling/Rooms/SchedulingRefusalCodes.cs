namespace SmartCampus.Scheduling;

/// <summary>The codes of refusals that only this package has. They are part of every face's contract and never change.</summary>
public static class SchedulingRefusalCodes
{
    /// <summary>Other sections hold the room at one of the times.</summary>
    public const string RoomTaken = "ROOM_TAKEN";

    /// <summary>The room cannot be used at one of the times.</summary>
    public const string RoomUnavailable = "ROOM_UNAVAILABLE";
}
