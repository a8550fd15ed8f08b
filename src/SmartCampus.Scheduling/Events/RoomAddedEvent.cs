using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A room was added. Stored as <c>room-added</c>.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="Unavailable">When it cannot be booked, in the weeks of any term.</param>
public sealed record RoomAddedEvent(RoomId RoomId, int Capacity, ImmutableArray<MeetingTime> Unavailable);
