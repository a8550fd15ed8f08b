namespace SmartCampus.Scheduling;

/// <summary>What can be wrong with a booking.</summary>
public enum BookingRefusalReason
{
    /// <summary>There is no such room.</summary>
    RoomNotFound,

    /// <summary>The room cannot be used at one of the times.</summary>
    RoomUnavailable,

    /// <summary>Other sections hold the room at one of the times.</summary>
    RoomTaken,

    /// <summary>The section holds the room already, at other times; release that booking first.</summary>
    BookedAtOtherTimes,
}
