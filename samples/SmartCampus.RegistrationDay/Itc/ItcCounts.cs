namespace SmartCampus.RegistrationDay.Itc;

/// <summary>How large an instance is.</summary>
/// <param name="Courses">Courses.</param>
/// <param name="Configs">Configurations of all courses.</param>
/// <param name="Subparts">Subparts of all configurations.</param>
/// <param name="Classes">Classes of all subparts.</param>
/// <param name="Rooms">Rooms.</param>
/// <param name="Students">Students.</param>
/// <param name="Requests">Course requests of all students.</param>
/// <param name="Seats">The sum of all class limits.</param>
public sealed record ItcCounts(int Courses, int Configs, int Subparts, int Classes, int Rooms, int Students, int Requests, int Seats);
