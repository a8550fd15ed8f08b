using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A room was booked for the meetings of a section. Stored as <c>room-booked</c>.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Term">The term whose weeks the meetings count.</param>
/// <param name="SectionId">The section that meets there.</param>
/// <param name="Meetings">When it meets there.</param>
public sealed record RoomBookedEvent(RoomId RoomId, TermId Term, SectionId SectionId, MeetingPattern Meetings);
