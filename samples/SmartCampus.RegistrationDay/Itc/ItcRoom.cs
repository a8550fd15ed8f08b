using System.Collections.Immutable;
using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A room.</summary>
/// <param name="Id">Its number, 1 or more.</param>
/// <param name="Capacity">Its seats, 0 or more.</param>
/// <param name="Unavailable">When it cannot be used; times may overlap each other.</param>
public sealed record ItcRoom(int Id, int Capacity, ImmutableArray<MeetingTime> Unavailable);
