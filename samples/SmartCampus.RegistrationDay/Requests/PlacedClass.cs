using SmartCampus.Enrollments;

namespace SmartCampus.RegistrationDay.Requests;

/// <summary>A class with the time that it was given.</summary>
/// <param name="Id">The number of the class.</param>
/// <param name="ParentId">The class that its students must attend too, if there is one.</param>
/// <param name="Meetings">When it meets; none when no time could be found.</param>
/// <param name="Cost">The penalties of its time and room.</param>
public sealed record PlacedClass(int Id, int? ParentId, MeetingPattern Meetings, int Cost);
