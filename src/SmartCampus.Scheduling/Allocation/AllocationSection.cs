using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A section that wants a time and a room.</summary>
/// <param name="Section">Its id.</param>
/// <param name="Seats">How many seats it wants, 0 or more.</param>
/// <param name="Times">The patterns that it may be given; without any it cannot be placed.</param>
/// <param name="Rooms">
/// The rooms that it may be given, each at most once; none when it needs no room. Rooms with too few seats are left aside,
/// unless all have too few: then it gets one of the largest.
/// </param>
public sealed record AllocationSection(SectionId Section, int Seats, ImmutableArray<TimeOption> Times, ImmutableArray<RoomOption> Rooms);
