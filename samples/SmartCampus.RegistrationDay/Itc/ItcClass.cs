using System.Collections.Immutable;

namespace SmartCampus.RegistrationDay.Itc;

/// <summary>A class: what is a section of a course elsewhere in SmartCampus.</summary>
/// <param name="Id">Its number, 1 or more.</param>
/// <param name="Limit">Its seats, 0 or more.</param>
/// <param name="ParentId">The class of the same configuration that its students must attend too, if there is one.</param>
/// <param name="Rooms">The rooms it may meet in; none when it needs no room.</param>
/// <param name="Times">The times it may meet at; at least one.</param>
public sealed record ItcClass(int Id, int Limit, int? ParentId, ImmutableArray<ItcRoomOption> Rooms, ImmutableArray<ItcTimeOption> Times)
{
    /// <summary>Whether it meets in a room.</summary>
    public bool NeedsRoom => !Rooms.IsEmpty;
}
