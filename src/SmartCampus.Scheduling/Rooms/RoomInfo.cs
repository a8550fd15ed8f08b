using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A room.</summary>
/// <param name="Room">Its id.</param>
/// <param name="Capacity">Its seats, 0 to 100,000.</param>
/// <param name="Unavailable">When it cannot be booked, in the weeks of any term; times may overlap each other.</param>
public sealed record RoomInfo(RoomId Room, int Capacity, ImmutableArray<MeetingTime> Unavailable)
{
    /// <summary>The greatest capacity: 100,000.</summary>
    public const int MaxCapacity = 100_000;

    /// <summary>The greatest number of unavailable times: 1,000.</summary>
    public const int MaxUnavailable = 1_000;
}
