namespace SmartCampus.Scheduling;

/// <summary>Why a section could not be placed.</summary>
public enum UnplacedReason
{
    /// <summary>It has no time to choose from.</summary>
    NoTime,

    /// <summary>All its rooms are unavailable at all its times, whatever other sections do.</summary>
    RoomsUnavailable,

    /// <summary>Other sections hold its rooms at all its times, and no way was found to move them.</summary>
    RoomsTaken,
}
