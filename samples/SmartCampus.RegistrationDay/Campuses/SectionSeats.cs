using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Campuses;

/// <summary>What the campus says of a section when asked.</summary>
/// <param name="Section">The section.</param>
/// <param name="Capacity">Its seats.</param>
/// <param name="SeatsLeft">The free ones.</param>
/// <param name="Waiting">How many wait.</param>
public sealed record SectionSeats(SectionId Section, int Capacity, int SeatsLeft, int Waiting);
