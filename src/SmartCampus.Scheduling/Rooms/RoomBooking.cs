using SmartCampus.Enrollments;

namespace SmartCampus.Scheduling;

/// <summary>A room held for the meetings of a section. A section has at most one booking of a room in a term.</summary>
/// <param name="Room">The room.</param>
/// <param name="Term">The term whose weeks the pattern counts.</param>
/// <param name="Section">The section.</param>
/// <param name="Pattern">When it meets there; at least one time.</param>
public sealed record RoomBooking(RoomId Room, TermId Term, SectionId Section, MeetingPattern Pattern);
