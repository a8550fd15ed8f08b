using System.Collections.Immutable;
using SmartCampus.Enrollments;
using SmartCampus.Scheduling;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A room.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="Unavailable">When it cannot be booked, in the weeks of any term.</param>
internal sealed record RoomDto(RoomId RoomId, int Capacity, IReadOnlyList<MeetingTime>? Unavailable = null)
{
    public static RoomDto From(RoomInfo room) => new(room.Room, room.Capacity, room.Unavailable);

    public RoomInfo ToInfo() => new(RoomId, Capacity, Unavailable?.ToImmutableArray() ?? []);
}
