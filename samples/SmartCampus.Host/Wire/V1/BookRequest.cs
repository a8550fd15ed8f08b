using SmartCampus.Enrollments;

namespace SmartCampus.Host.Wire.V1;

/// <summary>A section asks for a room.</summary>
/// <param name="Term">The term.</param>
/// <param name="SectionId">The section.</param>
/// <param name="Meetings">When it needs the room: at least one time.</param>
internal sealed record BookRequest(TermId Term, SectionId SectionId, MeetingPattern Meetings);
