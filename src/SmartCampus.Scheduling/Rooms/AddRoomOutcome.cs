namespace SmartCampus.Scheduling;

/// <summary>What became of adding a room.</summary>
public enum AddRoomOutcome
{
    /// <summary>The room is new.</summary>
    Added,

    /// <summary>The same room was there already; nothing was stored.</summary>
    Unchanged,

    /// <summary>A room of this id with another capacity or other unavailable times is there; nothing was stored.</summary>
    ExistsOtherwise,
}
