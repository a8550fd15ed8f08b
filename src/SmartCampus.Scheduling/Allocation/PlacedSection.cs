using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A section with the time and room that it was given.</summary>
/// <param name="Section">The section.</param>
/// <param name="Pattern">When it meets.</param>
/// <param name="Room">Where it meets; null when it needs no room.</param>
/// <param name="TimePenalty">What the time costs.</param>
/// <param name="RoomPenalty">What the room costs.</param>
/// <param name="SeatsShort">By how many seats the room is too small; 0 when it is large enough.</param>
public sealed record PlacedSection(SectionId Section, MeetingPattern Pattern, RoomId? Room, int TimePenalty, int RoomPenalty, int SeatsShort)
{
    /// <summary>What the time and the room cost together.</summary>
    public int Penalty => TimePenalty + RoomPenalty;
}
