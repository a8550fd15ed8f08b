namespace SmartCampus.Scheduling;

/// <summary>What a timetable says of a section.</summary>
/// <param name="EnrollmentVersion">The version of the enrollment's stream from which it follows.</param>
/// <param name="Attends">Whether the section is in the timetable.</param>
internal readonly record struct TimetableMark(long EnrollmentVersion, bool Attends);
