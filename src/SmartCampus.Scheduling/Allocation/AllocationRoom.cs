using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A room that the allocator may use.</summary>
/// <param name="Room">Its id.</param>
/// <param name="Capacity">Its seats, 0 or more.</param>
/// <param name="Unavailable">When it cannot be used, existing bookings included; times may overlap each other.</param>
public sealed record AllocationRoom(RoomId Room, int Capacity, ImmutableArray<MeetingTime> Unavailable);
