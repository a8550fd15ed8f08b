namespace SmartCampus.Host.Doors;

/// <summary>The services of a campus.</summary>
internal enum CampusService
{
    /// <summary>Courses, sections, students and enrollments.</summary>
    Academic,

    /// <summary>Rooms, timetables and conflicts.</summary>
    Scheduler,
}
